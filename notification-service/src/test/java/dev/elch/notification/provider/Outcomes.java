package dev.elch.notification.provider;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import java.time.Instant;

/** Outcomes by their names. */
final class Outcomes {

    static final Outcome ACCEPTED = new Outcome.Accepted("r");
    static final Outcome DOWN = later(ReasonKind.PROVIDER_DOWN);
    static final Outcome LOST = new Outcome.Ambiguous(Reason.of(ReasonKind.ANSWER_LOST, ""));
    static final Outcome KEY_REFUSED =
            new Outcome.Pause(Outcome.Pause.PROVIDER, Reason.of(ReasonKind.LOGIN_REFUSED, ""));
    static final Outcome DOMAIN_PAUSED =
            new Outcome.Pause("domain:example.com", Reason.of(ReasonKind.SENDER_NOT_AUTHENTICATED, ""));

    private Outcomes() {}

    static Outcome later(String kind) {
        return new Outcome.RetryLater(Reason.of(kind, ""));
    }

    static Outcome after(Instant instant, String kind) {
        return new Outcome.RetryAfter(instant, Reason.of(kind, ""));
    }

    static Outcome rejected(String kind) {
        return new Outcome.Rejected(Reason.of(kind, ""), Suppression.NONE);
    }
}

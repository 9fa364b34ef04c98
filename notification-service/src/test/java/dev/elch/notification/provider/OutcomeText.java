package dev.elch.notification.provider;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Settlement;
import dev.elch.notification.delivery.Suppression;
import java.time.Duration;
import java.time.Instant;

/** An outcome in one short line, as tables show it. */
public final class OutcomeText implements Settlement<String> {

    private final Instant now;

    private OutcomeText(Instant now) {
        this.now = now;
    }

    public static String of(Outcome outcome, Instant now) {
        return outcome.settle(new OutcomeText(now));
    }

    @Override
    public String accepted(Outcome.Accepted outcome) {
        return "Accepted(" + outcome.receipt() + ")";
    }

    @Override
    public String retryLater(Outcome.RetryLater outcome) {
        return "RetryLater(" + outcome.reason().kind() + ")";
    }

    @Override
    public String retryAfter(Outcome.RetryAfter outcome) {
        Duration wait = Duration.between(now, outcome.notBefore());
        return "RetryAfter(" + wait + ", " + outcome.reason().kind() + ")";
    }

    @Override
    public String pause(Outcome.Pause outcome) {
        return "Pause(" + outcome.scope() + ", " + outcome.reason().kind() + ")";
    }

    @Override
    public String rejected(Outcome.Rejected outcome) {
        return "Rejected(" + outcome.reason().kind() + suppressed(outcome.suppression()) + ")";
    }

    @Override
    public String dropped(Outcome.Dropped outcome) {
        return "Dropped(" + outcome.reason().kind() + suppressed(outcome.suppression()) + ")";
    }

    @Override
    public String ambiguous(Outcome.Ambiguous outcome) {
        return "Ambiguous(" + outcome.reason().kind() + ")";
    }

    private static String suppressed(Suppression suppression) {
        return suppression == Suppression.NONE ? "" : ", " + suppression;
    }
}

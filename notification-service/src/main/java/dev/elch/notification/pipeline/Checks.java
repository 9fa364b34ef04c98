package dev.elch.notification.pipeline;

import dev.elch.notification.delivery.Check;
import dev.elch.notification.delivery.Delivery;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything that is asked before a mail is written. */
final class Checks {

    /** Why a mail that may have gone out already becomes a dead letter. */
    static final Reason UNKNOWN = Reason.of("unknown", "the mail may have been accepted, its answer was lost");

    private final List<Check> checks;
    private final DeliveryProperties.WhenUnknown whenUnknown;

    /** @param checks in the order in which they are asked */
    Checks(List<Check> checks, DeliveryProperties.WhenUnknown whenUnknown) {
        this.checks = List.copyOf(checks);
        this.whenUnknown = whenUnknown;
    }

    /** What settles an attempt without a mail; empty when nothing speaks against one. */
    Optional<Outcome> objection(Attempt attempt, Instant now) {
        boolean mayBeOut = attempt.claim().unknowns() > 0;
        if (mayBeOut && whenUnknown == DeliveryProperties.WhenUnknown.PARK) {
            return Optional.of(new Outcome.Rejected(UNKNOWN, Suppression.NONE));
        }
        return objection(attempt.delivery(), now).map(dropped -> dropped);
    }

    /** What speaks against a mail, as far as it depends on the delivery alone. */
    Optional<Outcome.Dropped> objection(Delivery delivery, Instant now) {
        return checks.stream()
                .flatMap(check -> check.objection(delivery, now).stream())
                .findFirst();
    }
}

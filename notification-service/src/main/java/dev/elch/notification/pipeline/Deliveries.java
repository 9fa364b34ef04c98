package dev.elch.notification.pipeline;

import dev.elch.notification.delivery.Delivery;
import dev.elch.notification.delivery.Progress;
import dev.elch.notification.ledger.Claim;
import java.time.Duration;
import java.time.Instant;

/** Makes deliveries and attempts out of decoded records. */
final class Deliveries {

    private final Duration notAfter;

    /** @param notAfter how long after the sign-in its mail is of use */
    Deliveries(Duration notAfter) {
        this.notAfter = notAfter;
    }

    /** The attempt that a claim allows. */
    Attempt attempt(DecodedRecord record, Claim claim) {
        Delivery delivery = delivery(record, claim.attempt(), claim.round(), claim.firstAttemptAt(), claim.before());
        return new Attempt(record, claim, delivery, "", Duration.ZERO);
    }

    /** The delivery of a retry that nothing unusual happens to until it is claimed. */
    Delivery foreseen(DecodedRecord record, Instant firstAttemptAt) {
        return delivery(
                record, record.request().attempt(), record.request().round(), firstAttemptAt, Progress.HANDED_OVER);
    }

    private Delivery delivery(DecodedRecord record, int attempt, int round, Instant firstAttemptAt, Progress before) {
        Instant useless = record.signIn().occurredAt().plus(notAfter);
        return new Delivery(record.signIn(), attempt, round, firstAttemptAt, useless, before);
    }
}

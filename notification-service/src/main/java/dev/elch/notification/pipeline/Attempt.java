package dev.elch.notification.pipeline;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.notification.delivery.Delivery;
import dev.elch.notification.ledger.Claim;
import java.time.Duration;

/**
 * One attempt in progress.
 *
 * @param record the decoded record that it is made for
 * @param claim the right to make the attempt
 * @param delivery what it is about
 * @param provider who was asked; empty when no provider was
 * @param latency how long the provider took
 */
record Attempt(DecodedRecord record, Claim claim, Delivery delivery, String provider, Duration latency) {

    /** The same attempt, after a provider was asked. */
    Attempt askedOf(String asked, Duration took) {
        return new Attempt(record, claim, delivery, asked, took);
    }

    /** The same attempt, whose record tells of an exception from now on. */
    Attempt describing(Throwable thrown) {
        return new Attempt(record.describing(thrown), claim, delivery, provider, latency);
    }

    IncomingRecord incoming() {
        return record.incoming();
    }

    DeliveryHeaders headers() {
        return record.headers();
    }

    String eventKey() {
        return delivery.eventKey();
    }
}

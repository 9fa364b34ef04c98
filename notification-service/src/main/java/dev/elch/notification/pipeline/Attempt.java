package dev.elch.notification.pipeline;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.notification.delivery.Delivery;
import dev.elch.notification.ledger.Claim;
import java.time.Duration;

/**
 * One attempt in progress.
 *
 * @param incoming the record in hand
 * @param headers what its headers say, completed by what the event says
 * @param claim the right to make the attempt
 * @param delivery what it is about
 * @param provider who was asked; empty when nobody was
 * @param latency how long the provider took
 */
record Attempt(
        IncomingRecord incoming,
        DeliveryHeaders headers,
        Claim claim,
        Delivery delivery,
        String provider,
        Duration latency) {

    Attempt askedOf(String asked, Duration took) {
        return new Attempt(incoming, headers, claim, delivery, asked, took);
    }

    String eventKey() {
        return delivery.eventKey();
    }
}

package dev.elch.notification.ledger;

/**
 * Somebody wants to work on an event.
 *
 * @param eventKey the event
 * @param userId the account it is about
 * @param round round of the record in hand
 * @param attempt attempt of the record in hand
 * @param payloadHash fingerprint of the content
 * @param heldFor the record in hand, as {@code topic-partition-offset}
 */
public record ClaimRequest(
        String eventKey, String userId, int round, int attempt, String payloadHash, String heldFor) {}

package dev.elch.notification.ledger;

/**
 * A request to work on an event.
 *
 * @param eventKey the event
 * @param userId the account it is about
 * @param round round of the record in hand
 * @param attempt attempt of the record in hand
 * @param payloadHash fingerprint of the content
 * @param maskedAddress where the mail goes, masked; empty when there is no address
 * @param isEdited whether the content was changed for this round
 * @param heldFor the record in hand, as {@code topic-partition-offset}
 * @param endedClaim fence of the claim that the record in hand came out of, and under which no mail was accepted; 0: none
 */
public record ClaimRequest(
        String eventKey,
        String userId,
        int round,
        int attempt,
        String payloadHash,
        String maskedAddress,
        boolean isEdited,
        String heldFor,
        long endedClaim) {}

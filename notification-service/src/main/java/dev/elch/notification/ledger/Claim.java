package dev.elch.notification.ledger;

import java.time.Instant;

/**
 * The right to work on an event, until the lease is over or somebody else has a higher fence.
 *
 * @param eventKey the event
 * @param round round of the claim
 * @param attempt attempt of the claim
 * @param fence what every later move is guarded by
 * @param heldFor the record on whose behalf it was claimed
 * @param firstAttemptAt when the first attempt of all began
 * @param unknowns how often an answer was lost in this round: when not 0, a mail may be out already
 */
public record Claim(
        String eventKey, int round, int attempt, long fence, String heldFor, Instant firstAttemptAt, int unknowns) {}

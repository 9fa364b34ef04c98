package dev.elch.notification.ledger;

import dev.elch.notification.delivery.Progress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The right to work on an event, until the lease is over or another process has a higher fence.
 *
 * @param eventKey the event
 * @param round round of the claim
 * @param attempt attempt of the claim
 * @param fence what every later move is guarded by
 * @param heldFor the record on whose behalf it was claimed
 * @param firstAttemptAt when the first attempt of all began
 * @param isHandedOver whether a mail about the event was ever about to be handed over before this claim
 * @param unknowns how often an answer was lost in this round: when not 0, a mail may be out already
 * @param failure the final failure that an earlier holder of this round has noted and could not see through; null: none
 */
public record Claim(
        String eventKey,
        int round,
        int attempt,
        long fence,
        String heldFor,
        Instant firstAttemptAt,
        boolean isHandedOver,
        int unknowns,
        @Nullable FinalFailure failure) {

    /** How far the work on the event had come before this claim. */
    public Progress before() {
        if (isHandedOver) {
            return Progress.HANDED_OVER;
        }
        return fence > 1 ? Progress.BEGUN : Progress.NONE;
    }
}

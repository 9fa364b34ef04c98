package dev.elch.notification.ledger;

import dev.elch.contract.DeliveryState;
import dev.elch.notification.delivery.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a held event moves to.
 *
 * @param state the new state
 * @param attempt the attempt that is awaited or was the last
 * @param dueAt when the next attempt is due; null when none is awaited
 * @param provider who was asked; empty when no provider was
 * @param receipt the provider's id of the mail; empty when there is none
 * @param reason why; null when there is nothing to say
 * @param isPutBack whether the same record will be tried again, so that it must not count as handled
 */
public record Verdict(
        DeliveryState state,
        int attempt,
        @Nullable Instant dueAt,
        String provider,
        String receipt,
        @Nullable Reason reason,
        boolean isPutBack) {

    public static Verdict sent(Claim claim, String provider, String receipt) {
        return new Verdict(DeliveryState.SENT, claim.attempt(), null, provider, receipt, null, false);
    }

    public static Verdict dead(Claim claim, String provider, Reason reason) {
        return new Verdict(DeliveryState.DEAD, claim.attempt(), null, provider, "", reason, false);
    }

    public static Verdict suppressed(Claim claim, String provider, Reason reason) {
        return new Verdict(DeliveryState.SUPPRESSED, claim.attempt(), null, provider, "", reason, false);
    }

    public static Verdict waiting(int nextAttempt, Instant dueAt, String provider, Reason reason) {
        return new Verdict(DeliveryState.WAITING, nextAttempt, dueAt, provider, "", reason, false);
    }

    public static Verdict unknown(int nextAttempt, Instant dueAt, String provider, Reason reason) {
        return new Verdict(DeliveryState.UNKNOWN, nextAttempt, dueAt, provider, "", reason, false);
    }

    /** Nothing was delivered and nothing is lost: the same record is tried again, as the same attempt. */
    public static Verdict putBack(Claim claim, String provider, Reason reason, Instant now) {
        return putBack(claim.attempt(), provider, reason, now);
    }

    static Verdict putBack(int attempt, String provider, Reason reason, Instant now) {
        return new Verdict(DeliveryState.WAITING, attempt, now, provider, "", reason, true);
    }
}

package dev.elch.notification.digest;

import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a digest after an attempt.
 *
 * @param state final or {@link DigestState#WAITING}
 * @param nextAt when it is tried again; null when the state is final
 * @param attempt number of the next attempt, or of the one that settled it
 * @param unknowns how many times it was handed over and the answer was lost
 * @param reason why
 * @param receipt the provider's own id of the mail; empty when there is none
 * @param suppression what it means for later mails to the same address
 */
record DigestVerdict(
        DigestState state,
        @Nullable Instant nextAt,
        int attempt,
        int unknowns,
        Reason reason,
        String receipt,
        Suppression suppression) {

    DigestVerdict {
        if (state.isFinal() == (nextAt != null)) {
            throw new IllegalArgumentException("a digest that is " + state + " cannot be tried again at " + nextAt);
        }
    }

    static DigestVerdict settled(DigestClaim claim, DigestState state, Reason reason, Suppression suppression) {
        return new DigestVerdict(state, null, claim.attempt(), claim.unknowns(), reason, "", suppression);
    }

    static DigestVerdict sent(DigestClaim claim, String receipt) {
        Reason accepted = Reason.of("accepted", "the provider took the mail");
        return new DigestVerdict(
                DigestState.SENT, null, claim.attempt(), claim.unknowns(), accepted, receipt, Suppression.NONE);
    }

    static DigestVerdict unknown(DigestClaim claim, int unknowns, Reason reason) {
        return new DigestVerdict(DigestState.UNKNOWN, null, claim.attempt(), unknowns, reason, "", Suppression.NONE);
    }

    static DigestVerdict waiting(int attempt, int unknowns, Instant nextAt, Reason reason) {
        return new DigestVerdict(DigestState.WAITING, nextAt, attempt, unknowns, reason, "", Suppression.NONE);
    }
}

package dev.elch.notification.delivery;

import java.time.Instant;

/**
 * What came of one attempt. Foreseeable trouble is an outcome, not an exception; each case is settled by one method of
 * {@link Settlement}, so that a forgotten case does not compile.
 */
public sealed interface Outcome {

    /** Hands this outcome to the method of {@code settlement} that is made for it. */
    <R> R settle(Settlement<R> settlement);

    /**
     * The provider took the mail, which is not yet the same as delivered. Final.
     *
     * @param receipt the provider's own id of the mail (SMTP queue id, X-Message-Id); empty when it gave none
     */
    record Accepted(String receipt) implements Outcome {
        @Override
        public <R> R settle(Settlement<R> settlement) {
            return settlement.accepted(this);
        }
    }

    /** It may work later: the next step of the retry chain. Uses an attempt. */
    record RetryLater(Reason reason) implements Outcome {
        @Override
        public <R> R settle(Settlement<R> settlement) {
            return settlement.retryLater(this);
        }
    }

    /**
     * The provider said when to come again: the first step of the chain that is not earlier. Uses no attempt.
     *
     * @param notBefore never in the past and at most one hour ahead
     */
    record RetryAfter(Instant notBefore, Reason reason) implements Outcome {
        @Override
        public <R> R settle(Settlement<R> settlement) {
            return settlement.retryAfter(this);
        }
    }

    /**
     * The trouble is not with this mail: our key, our sender, our quota, or the provider is down. Work for the scope stops,
     * is probed and resumes. Uses no attempt.
     *
     * @param scope {@code provider} or, for trouble with one recipient domain only, {@code domain:<name>}
     */
    record Pause(String scope, Reason reason) implements Outcome {

        public static final String PROVIDER = "provider";

        @Override
        public <R> R settle(Settlement<R> settlement) {
            return settlement.pause(this);
        }
    }

    /** It will never work: straight to the dead letters. Final. */
    record Rejected(Reason reason, Suppression suppression) implements Outcome {
        @Override
        public <R> R settle(Settlement<R> settlement) {
            return settlement.rejected(this);
        }
    }

    /** No mail goes out, and no action is needed: suppressed address, expired, over quota. Final. */
    record Dropped(Reason reason, Suppression suppression) implements Outcome {
        @Override
        public <R> R settle(Settlement<R> settlement) {
            return settlement.dropped(this);
        }
    }

    /** The whole mail was handed over and the answer was lost: it may have been accepted (RFC 1047). */
    record Ambiguous(Reason reason) implements Outcome {
        @Override
        public <R> R settle(Settlement<R> settlement) {
            return settlement.ambiguous(this);
        }
    }
}

package dev.elch.notification.quota;

import java.time.Duration;
import java.time.Instant;

/** Whether a mail about a sign-in may go out; each case is handled by one method of {@link Handling}. */
public sealed interface QuotaDecision {

    /** Hands this decision to the method of {@code handling} that is made for it. */
    <R> R handle(Handling<R> handling);

    /** The mail is within the user's quota. */
    record Granted() implements QuotaDecision {
        @Override
        public <R> R handle(Handling<R> handling) {
            return handling.granted(this);
        }
    }

    /** The quota is used up, and the sign-in is from a new device: paid out of what is kept back for those. */
    record Reserved() implements QuotaDecision {
        @Override
        public <R> R handle(Handling<R> handling) {
            return handling.reserved(this);
        }
    }

    /**
     * No mail of its own for this sign-in; it is told in a digest.
     *
     * @param windowEnds when the user may get a mail again, as far as is known now
     * @param digestDue when the digest that tells of this sign-in goes out; never before {@code windowEnds} of the first
     *     sign-in in that digest, and at least a window after the digest before
     */
    record OverQuota(Instant windowEnds, Instant digestDue) implements QuotaDecision {
        @Override
        public <R> R handle(Handling<R> handling) {
            return handling.overQuota(this);
        }

        /** For the Retry-After header (RFC 9110, 10.2.3): whole seconds, rounded up, at least one. */
        public Duration retryAfter(Instant now) {
            long millis = Duration.between(now, windowEnds).toMillis();
            return Duration.ofSeconds(Math.max(1, -Math.floorDiv(-millis, 1000L)));
        }
    }

    /** What is done about each decision. */
    interface Handling<R> {

        R granted(Granted decision);

        R reserved(Reserved decision);

        R overQuota(OverQuota decision);
    }
}

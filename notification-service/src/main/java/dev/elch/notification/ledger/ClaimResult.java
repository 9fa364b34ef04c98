package dev.elch.notification.ledger;

import java.time.Instant;

/** What came of asking for a claim; each case is handled by one method of {@link Handling}. */
public sealed interface ClaimResult {

    /** Hands this to the method of {@code handling} that is made for it. */
    <R> R handle(Handling<R> handling);

    /** What is done about each case. */
    interface Handling<R> {

        R claimed(Claimed result);

        R alreadyHandled(AlreadyHandled result);

        R heldByAnother(HeldByAnother result);

        R conflict(Conflict result);
    }

    /** It is ours. */
    record Claimed(Claim claim) implements ClaimResult {
        @Override
        public <R> R handle(Handling<R> handling) {
            return handling.claimed(this);
        }
    }

    /**
     * Nothing is left to do for this record: the event is settled, a later attempt of it exists, or a copy of the record,
     * which stays uncommitted until then, is being worked on.
     *
     * @param entry the event as it stands
     * @param bySameRecord whether this very record brought it there and was not committed after that
     */
    record AlreadyHandled(LedgerEntry entry, boolean bySameRecord) implements ClaimResult {
        @Override
        public <R> R handle(Handling<R> handling) {
            return handling.alreadyHandled(this);
        }
    }

    /** Another process works on this very record and may have ended over it: ask again, at the latest at {@code until}. */
    record HeldByAnother(Instant until) implements ClaimResult {
        @Override
        public <R> R handle(Handling<R> handling) {
            return handling.heldByAnother(this);
        }
    }

    /** The same key was used for another content before. */
    record Conflict(LedgerEntry entry) implements ClaimResult {
        @Override
        public <R> R handle(Handling<R> handling) {
            return handling.conflict(this);
        }
    }
}

package dev.elch.notification.ledger;

import java.time.Instant;

/** What came of asking for a claim. */
public sealed interface ClaimResult {

    /** It is ours. */
    record Claimed(Claim claim) implements ClaimResult {}

    /**
     * Nothing is left to do for this record: the event is settled, a later attempt of it exists, or a copy of the record,
     * which stays uncommitted until then, is being worked on.
     *
     * @param entry the event as it stands
     * @param bySameRecord whether this very record brought it there and was not committed after that
     */
    record AlreadyHandled(LedgerEntry entry, boolean bySameRecord) implements ClaimResult {}

    /** Somebody works on this very record and may have died over it: ask again, at the latest at {@code until}. */
    record HeldByAnother(Instant until) implements ClaimResult {}

    /** The same key was used for another content before. */
    record Conflict(LedgerEntry entry) implements ClaimResult {}
}

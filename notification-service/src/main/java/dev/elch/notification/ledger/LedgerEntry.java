package dev.elch.notification.ledger;

import dev.elch.contract.DeliveryState;
import dev.elch.notification.delivery.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one event.
 *
 * @param eventKey its id
 * @param userId the account it is about
 * @param payloadHash fingerprint of its content
 * @param state where it stands
 * @param round 0 on the first pass, plus 1 for every replay
 * @param attempt the attempt that is made, awaited or, when final, was the last; from 1
 * @param fence grows with every claim: a process that holds a smaller one has lost it
 * @param owner process that claimed it last; empty when none has
 * @param heldFor record on whose behalf it was claimed or settled, as {@code topic-partition-offset}; empty when put back
 * @param leaseUntil a claim is not honoured after this; null when no process holds it
 * @param isHandedOver whether a mail about it was ever about to be handed over
 * @param unknowns how often an answer was lost in this round
 * @param failure the final failure that its holder, or an earlier one of this round, has noted; null: none
 * @param createdAt when it was seen first
 * @param firstAttemptAt when its first attempt of all began; null when none has
 * @param dueAt when the next attempt is due; null when none is awaited
 * @param settledAt when it became final; null when it is not
 * @param provider who was asked last; empty when no provider was
 * @param receipt the provider's id of the mail; empty when there is none
 * @param reason why it stands where it stands; null when there is nothing to say
 * @param journal the latest attempts, oldest first, at most {@value #MAX_JOURNAL}
 * @param expireAt from then on the entry counts as absent
 */
public record LedgerEntry(
        String eventKey,
        String userId,
        String payloadHash,
        DeliveryState state,
        int round,
        int attempt,
        long fence,
        String owner,
        String heldFor,
        @Nullable Instant leaseUntil,
        boolean isHandedOver,
        int unknowns,
        @Nullable FinalFailure failure,
        Instant createdAt,
        @Nullable Instant firstAttemptAt,
        @Nullable Instant dueAt,
        @Nullable Instant settledAt,
        String provider,
        String receipt,
        @Nullable Reason reason,
        List<JournalEntry> journal,
        Instant expireAt) {

    /** More attempts than this are not kept. */
    public static final int MAX_JOURNAL = 50;

    public LedgerEntry {
        journal = List.copyOf(journal);
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(expireAt);
    }

    /** Whether the time of its holder is over. */
    public boolean isLeaseOver(Instant now) {
        return leaseUntil == null || !now.isBefore(leaseUntil);
    }
}

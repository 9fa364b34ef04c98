package dev.elch.notification.ledger;

import java.time.Duration;
import java.time.Instant;

/**
 * Decides about claims, the same way for every store. Pure.
 *
 * @param owner name of this process, new with every start
 * @param lease how long a claim is honoured; longer than any provider takes to answer
 * @param window how long an event is remembered; longer than dead letters are kept
 */
public record ClaimRules(String owner, Duration lease, Duration window) {

    /** The claim on an event that nobody has seen. */
    Claim first(ClaimRequest request, Instant now) {
        return new Claim(request.eventKey(), request.round(), request.attempt(), 1, request.heldFor(), now, 0);
    }

    /** What to answer when the event stands at {@code entry}; a {@code Claimed} counts once the store has moved. */
    ClaimResult decide(LedgerEntry entry, ClaimRequest request, Instant now) {
        boolean isLaterRound = request.round() > entry.round();
        boolean isEarlierRound = request.round() < entry.round();
        boolean isSettledForGood = entry.state() == DeliveryState.SENT || entry.state() == DeliveryState.SUPPRESSED;
        boolean isSameRecord = request.heldFor().equals(entry.heldFor());
        if (!isLaterRound && !isEarlierRound && !request.payloadHash().equals(entry.payloadHash())) {
            return new ClaimResult.Conflict(entry);
        }
        if (isEarlierRound || isSettledForGood) {
            return new ClaimResult.AlreadyHandled(
                    entry, isSameRecord && entry.state().isFinal());
        }
        if (isLaterRound) {
            return new ClaimResult.Claimed(next(entry, request, 0, now));
        }
        return decideWithinRound(entry, request, isSameRecord, now);
    }

    private ClaimResult decideWithinRound(LedgerEntry entry, ClaimRequest request, boolean isSameRecord, Instant now) {
        if (entry.state() == DeliveryState.DEAD || request.attempt() < entry.attempt()) {
            return new ClaimResult.AlreadyHandled(
                    entry, isSameRecord && entry.state().isFinal());
        }
        // A record for a later attempt is the proof that the earlier one is over, even if nobody could note it.
        boolean isProvenOver = request.attempt() > entry.attempt();
        if (entry.state().isHeld() && !isProvenOver) {
            return decideWhileHeld(entry, request, isSameRecord, now);
        }
        boolean isAwaitedElsewhere = entry.dueAt() != null && entry.dueAt().isAfter(now);
        boolean isSettledRecord = isSameRecord && entry.state() != DeliveryState.ENQUEUED;
        return !isProvenOver && (isAwaitedElsewhere || isSettledRecord)
                ? new ClaimResult.AlreadyHandled(entry, false)
                : new ClaimResult.Claimed(next(entry, request, entry.unknowns(), now));
    }

    private ClaimResult decideWhileHeld(LedgerEntry entry, ClaimRequest request, boolean isSameRecord, Instant now) {
        boolean isOurOwnUnfinished = isSameRecord
                && entry.state() == DeliveryState.CLAIMED
                && entry.owner().equals(owner);
        if (isOurOwnUnfinished || entry.isLeaseOver(now)) {
            int lost = entry.state() == DeliveryState.SENDING ? 1 : 0;
            return new ClaimResult.Claimed(next(entry, request, entry.unknowns() + lost, now));
        }
        return isSameRecord && entry.leaseUntil() != null
                ? new ClaimResult.HeldByAnother(entry.leaseUntil())
                : new ClaimResult.AlreadyHandled(entry, false);
    }

    private static Claim next(LedgerEntry entry, ClaimRequest request, int unknowns, Instant now) {
        return new Claim(
                request.eventKey(),
                request.round(),
                request.attempt(),
                entry.fence() + 1,
                request.heldFor(),
                entry.firstAttemptAt() == null ? now : entry.firstAttemptAt(),
                unknowns);
    }
}

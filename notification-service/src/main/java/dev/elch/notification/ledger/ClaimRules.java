package dev.elch.notification.ledger;

import dev.elch.contract.DeliveryState;
import dev.elch.notification.delivery.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides about claims, the same way for every store. Pure.
 *
 * @param owner name of this process, new with every start
 * @param lease how long a claim is honoured; longer than any provider takes to answer
 * @param window how long an event is remembered; longer than dead letters are kept
 */
public record ClaimRules(String owner, Duration lease, Duration window) {

    private static final int EXPIRY_STEPS = 30;

    /**
     * When an event that is claimed now may be forgotten: after the window, rounded up to a {@value #EXPIRY_STEPS}th of it, so
     * that claims of the same day leave the store's index of it alone.
     */
    Instant forgottenAt(Instant now) {
        long step = Math.max(1, window.toMillis() / EXPIRY_STEPS);
        long end = now.plus(window).toEpochMilli();
        return Instant.ofEpochMilli(-Math.floorDiv(-end, step) * step);
    }

    /** The claim on an event that was never seen. */
    Claim first(ClaimRequest request, Instant now) {
        return new Claim(
                request.eventKey(), request.round(), request.attempt(), 1, request.heldFor(), now, false, 0, null);
    }

    /** What to answer when the event stands at {@code entry}; a {@code Claimed} counts once the store has moved. */
    ClaimResult decide(LedgerEntry entry, ClaimRequest request, Instant now) {
        boolean isLaterRound = isLaterRound(entry, request);
        boolean isEarlierRound = request.round() < entry.round();
        boolean isSettledForGood = entry.state() == DeliveryState.SENT || entry.state() == DeliveryState.SUPPRESSED;
        boolean isSameRecord = request.heldFor().equals(entry.heldFor());
        boolean isOtherContent = !request.payloadHash().equals(entry.payloadHash());
        boolean isMeantToDiffer = isEarlierRound || (isLaterRound && request.isEdited());
        if (isOtherContent && !isMeantToDiffer) {
            return new ClaimResult.Conflict(entry);
        }
        if (isEarlierRound || isSettledForGood) {
            return new ClaimResult.AlreadyHandled(
                    entry, isSameRecord && entry.state().isFinal());
        }
        boolean isLaterAttempt = !isLaterRound && request.attempt() > entry.attempt();
        boolean mayBeSending = isSendingUnproven(entry, request) && !entry.isLeaseOver(now);
        if ((isLaterRound || isLaterAttempt) && mayBeSending && entry.leaseUntil() != null) {
            return new ClaimResult.HeldByAnother(entry.leaseUntil());
        }
        if (isLaterRound) {
            return new ClaimResult.Claimed(next(entry, request, lost(entry, request), now));
        }
        return decideWithinRound(entry, request, isSameRecord, now);
    }

    /**
     * What the journal has to say about an attempt that a claim takes over from while it counts as being sent. A failure is
     * told once: by the process that sees it through, or here when a later round begins and none will.
     */
    static Optional<JournalEntry> unfinished(LedgerEntry entry, ClaimRequest request, Instant now) {
        FinalFailure failure = entry.failure();
        if (failure != null) {
            return isLaterRound(entry, request) ? Optional.of(journal(entry, failure, now)) : Optional.empty();
        }
        if (entry.state() != DeliveryState.SENDING) {
            return Optional.empty();
        }
        return Optional.of(
                isInDoubt(entry, request)
                        ? journal(
                                entry,
                                "unknown",
                                "the process that was sending it is gone; it may have been accepted",
                                now)
                        : journal(
                                entry,
                                "unrecorded",
                                "the process that was sending it is gone; it was not accepted",
                                now));
    }

    private static JournalEntry journal(LedgerEntry entry, FinalFailure failure, Instant now) {
        return new JournalEntry(
                now,
                entry.round(),
                entry.attempt(),
                failure.provider(),
                failure.outcome(),
                failure.reason(),
                failure.latency());
    }

    private static JournalEntry journal(LedgerEntry entry, String outcome, String text, Instant now) {
        Reason lost = Reason.of("owner_lost", text);
        return new JournalEntry(now, entry.round(), entry.attempt(), entry.provider(), outcome, lost, Duration.ZERO);
    }

    private ClaimResult decideWithinRound(LedgerEntry entry, ClaimRequest request, boolean isSameRecord, Instant now) {
        if (entry.state() == DeliveryState.DEAD || request.attempt() < entry.attempt()) {
            return new ClaimResult.AlreadyHandled(
                    entry, isSameRecord && entry.state().isFinal());
        }
        // A record for a later attempt proves that an earlier one is over, even if that could not be noted; but that
        // one
        // may have been taken over and be made again, so a process that is sending is waited for, until its lease is
        // over.
        // A record that came out of the very claim is what follows it, also when it is for the same attempt.
        boolean isProvenOver = request.attempt() > entry.attempt() || entry.fence() == request.endedClaim();
        if (entry.state().isHeld() && !isProvenOver) {
            return decideWhileHeld(entry, request, isSameRecord, now);
        }
        // What was put back is due at once, whatever the clock of the process that put it back says.
        boolean isPutBack = entry.heldFor().isEmpty();
        boolean isAwaitedElsewhere =
                !isPutBack && entry.dueAt() != null && entry.dueAt().isAfter(now);
        boolean isSettledRecord = isSameRecord && entry.state() != DeliveryState.ENQUEUED;
        return isAwaitedElsewhere || (!isProvenOver && isSettledRecord)
                ? new ClaimResult.AlreadyHandled(entry, false)
                : new ClaimResult.Claimed(next(entry, request, entry.unknowns() + lost(entry, request), now));
    }

    private ClaimResult decideWhileHeld(LedgerEntry entry, ClaimRequest request, boolean isSameRecord, Instant now) {
        boolean isOurOwnUnfinished = isSameRecord
                && entry.state() == DeliveryState.CLAIMED
                && entry.owner().equals(owner);
        if (isOurOwnUnfinished || entry.isLeaseOver(now)) {
            return new ClaimResult.Claimed(next(entry, request, entry.unknowns() + lost(entry, request), now));
        }
        return isSameRecord && entry.leaseUntil() != null
                ? new ClaimResult.HeldByAnother(entry.leaseUntil())
                : new ClaimResult.AlreadyHandled(entry, false);
    }

    private static int lost(LedgerEntry entry, ClaimRequest request) {
        return isInDoubt(entry, request) ? 1 : 0;
    }

    /**
     * Whether the mail may be out, as far as is known: the record in hand may prove that it is not. If a final failure is noted,
     * the answer is known, and no further mail follows in its round; what may be out all the same concerns the next round.
     */
    private static boolean isInDoubt(LedgerEntry entry, ClaimRequest request) {
        FinalFailure failure = entry.failure();
        boolean isAnswered = failure != null && !(isLaterRound(entry, request) && failure.mayBeOut());
        return isSendingUnproven(entry, request) && !isAnswered;
    }

    private static boolean isSendingUnproven(LedgerEntry entry, ClaimRequest request) {
        return entry.state() == DeliveryState.SENDING && entry.fence() != request.endedClaim();
    }

    private static boolean isLaterRound(LedgerEntry entry, ClaimRequest request) {
        return request.round() > entry.round();
    }

    private static Claim next(LedgerEntry entry, ClaimRequest request, int unknowns, Instant now) {
        return new Claim(
                request.eventKey(),
                request.round(),
                request.attempt(),
                entry.fence() + 1,
                request.heldFor(),
                entry.firstAttemptAt() == null ? now : entry.firstAttemptAt(),
                entry.isHandedOver(),
                unknowns,
                isLaterRound(entry, request) ? null : entry.failure());
    }
}

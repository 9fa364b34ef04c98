package dev.elch.notification.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * Who may work on which event, and what became of it. Each move happens at once or not at all, even if others try the same;
 * the answers say which. Throws {@link LedgerUnavailableException} when the store gives no answer within a bounded time;
 * the move may have happened then, and repeating the call is right.
 */
public interface DeliveryLedger {

    /** Asks for the right to make the attempt of a record; the claim is (event key, round, attempt). */
    ClaimResult claim(ClaimRequest request, Instant now);

    /**
     * The event, if it awaits the attempt of {@code request}: it waits for this very attempt of the same content and no other
     * record, is due at {@code now}, and a mail about it was handed over before and no answer was lost. Else empty.
     */
    Optional<LedgerEntry> findAwaited(ClaimRequest request, Instant now);

    /**
     * Claims the awaited attempt of an event and notes its hand-over in the same move, if {@link #findAwaited} finds it. A crash right after it leaves a mail that may be out; so nothing but
     * the sending may be left to do.
     *
     * @return empty when it stands otherwise: {@link #claim} says how
     */
    Optional<Claim> claimToSend(ClaimRequest request, String provider, Instant now);

    /**
     * Puts back what {@link #claimToSend} has claimed if it has claimed anything: for a call whose answer was lost, so that its
     * claim is not known, and after which nothing was sent. Changes no other claim, earlier or later.
     *
     * @param claimed what was given to that call as its time
     */
    void takeBack(ClaimRequest request, JournalEntry attempt, Instant claimed, Instant now);

    /**
     * Notes that the mail is about to be handed over, and renews the lease.
     *
     * @return whether the claim still held; if not, nothing may be sent
     */
    boolean handOver(Claim claim, String provider, Instant now);

    /**
     * Notes why the event is about to become a dead letter, before it is published. Every later claim of the same round carries it;
     * settling, or a claim of a later round, takes it away. Repeating the call changes nothing.
     *
     * @return whether the claim still held; if not, no dead letter may be made
     */
    boolean noteFailure(Claim claim, FinalFailure failure);

    /**
     * Ends a claim.
     *
     * @return whether the move is recorded, now or by an earlier call; if not, another process has taken over
     */
    boolean settle(Claim claim, Verdict verdict, JournalEntry attempt, Instant now);

    /**
     * Settles an event whose answer was lost, by what the provider reported about it later.
     *
     * @return whether it was unknown until now and is settled; if not, nothing changes
     */
    boolean resolve(String eventKey, Verdict verdict, JournalEntry report, Instant now);

    /** The event as it stands; empty when it is not known or its time is over. */
    Optional<LedgerEntry> find(String eventKey, Instant now);
}

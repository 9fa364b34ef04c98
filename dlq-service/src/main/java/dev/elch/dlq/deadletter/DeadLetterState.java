package dev.elch.dlq.deadletter;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a dead letter stands. */
public enum DeadLetterState {
    /** Waits for an operator to decide. */
    OPEN,
    /** Belongs to a replay job, until the outcome of its delivery is known. */
    REPLAYING,
    /** The mail was accepted after all. Final. */
    DELIVERED,
    /** Its replay failed: the dead letter of the next round is the one to look at. Final. */
    FAILED_AGAIN,
    /** Its replay ended without a mail, and no action is needed: suppressed, expired, over quota. Final. */
    DROPPED,
    /** It was written to a topic outside Elch, and its outcome is unknown; can be restored. */
    HANDED_OVER,
    /** An operator discarded it; can be restored. */
    DISCARDED,
    /** Its retention is over: it is deleted at the next sweep. Final. */
    EXPIRED;

    /** Whether nothing is left to do: it was delivered, needs no mail, or belongs to others now. */
    public boolean isResolved() {
        return this == DELIVERED || this == DROPPED || this == HANDED_OVER || this == DISCARDED;
    }

    /** The word used in the API and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<DeadLetterState> ofWord(String word) {
        return Stream.of(values()).filter(state -> state.word().equals(word)).findFirst();
    }
}

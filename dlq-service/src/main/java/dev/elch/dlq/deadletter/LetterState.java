package dev.elch.dlq.deadletter;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a letter stands. */
public enum LetterState {
    /** Waits for somebody to decide. */
    OPEN,
    /** Belongs to a replay job, until the outcome of its delivery is known. */
    REPLAYING,
    /** The mail was accepted after all. Final. */
    DELIVERED,
    /** Its replay failed: the letter of the next round is the one to look at. Final. */
    FAILED_AGAIN,
    /** Its replay ended without a mail, and nobody needs to act: suppressed, expired, over quota. Final. */
    DROPPED,
    /** It was written to a topic of somebody else, who says nothing of what becomes of it; can be taken back. */
    HANDED_OVER,
    /** Somebody set it aside; can be taken back. */
    DISCARDED,
    /** Its time is over: it is deleted at the next sweep. Final. */
    EXPIRED;

    /** The word used in the API and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<LetterState> ofWord(String word) {
        return Stream.of(values()).filter(state -> state.word().equals(word)).findFirst();
    }
}

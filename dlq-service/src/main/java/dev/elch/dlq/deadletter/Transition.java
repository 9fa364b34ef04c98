package dev.elch.dlq.deadletter;

import static dev.elch.dlq.deadletter.LetterState.DELIVERED;
import static dev.elch.dlq.deadletter.LetterState.DISCARDED;
import static dev.elch.dlq.deadletter.LetterState.DROPPED;
import static dev.elch.dlq.deadletter.LetterState.EXPIRED;
import static dev.elch.dlq.deadletter.LetterState.FAILED_AGAIN;
import static dev.elch.dlq.deadletter.LetterState.HANDED_OVER;
import static dev.elch.dlq.deadletter.LetterState.OPEN;
import static dev.elch.dlq.deadletter.LetterState.REPLAYING;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The moves that a letter can make. */
public enum Transition {
    /** Somebody sets it aside. */
    DISCARD(DISCARDED, OPEN),
    /** Somebody takes it back. */
    RESTORE(OPEN, DISCARDED, HANDED_OVER),
    /** A replay job takes it. */
    CLAIM(REPLAYING, OPEN),
    /** A replay job gives it back without having sent it. */
    RELEASE(OPEN, REPLAYING),
    /** The mail was accepted: after a replay, or because the provider said so late. */
    DELIVER(DELIVERED, REPLAYING, OPEN),
    /** The replay failed. */
    FAIL_AGAIN(FAILED_AGAIN, REPLAYING),
    /** The replay ended without a mail, and rightly so. */
    DROP(DROPPED, REPLAYING),
    /** The replay went to somebody else, and ends there for us. */
    HAND_OVER(HANDED_OVER, REPLAYING),
    /** It was kept long enough. */
    EXPIRE(EXPIRED, OPEN, DELIVERED, FAILED_AGAIN, DROPPED, HANDED_OVER, DISCARDED);

    private final LetterState to;
    private final LetterState usual;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable set
    private final Set<LetterState> from;

    Transition(LetterState to, LetterState first, LetterState... more) {
        this.to = to;
        this.usual = first;
        this.from = Collections.unmodifiableSet(EnumSet.of(first, more));
    }

    public LetterState to() {
        return to;
    }

    /** The state that is meant by who moves many letters and names no state. */
    LetterState usual() {
        return usual;
    }

    public boolean leadsFrom(LetterState state) {
        return from.contains(state);
    }

    Set<LetterState> from() {
        return from;
    }
}

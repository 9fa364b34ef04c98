package dev.elch.dlq.deadletter;

import static dev.elch.dlq.deadletter.DeadLetterState.DELIVERED;
import static dev.elch.dlq.deadletter.DeadLetterState.DISCARDED;
import static dev.elch.dlq.deadletter.DeadLetterState.DROPPED;
import static dev.elch.dlq.deadletter.DeadLetterState.EXPIRED;
import static dev.elch.dlq.deadletter.DeadLetterState.FAILED_AGAIN;
import static dev.elch.dlq.deadletter.DeadLetterState.HANDED_OVER;
import static dev.elch.dlq.deadletter.DeadLetterState.OPEN;
import static dev.elch.dlq.deadletter.DeadLetterState.REPLAYING;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The moves that a dead letter can make. */
public enum Transition {
    /** An operator discards it. */
    DISCARD(DISCARDED, OPEN),
    /** An operator takes it back. */
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
    /** The replay went to a topic outside Elch, and ends there. */
    HAND_OVER(HANDED_OVER, REPLAYING),
    /** It was kept long enough. */
    EXPIRE(EXPIRED, OPEN, DELIVERED, FAILED_AGAIN, DROPPED, HANDED_OVER, DISCARDED);

    private final DeadLetterState to;
    private final DeadLetterState usual;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable set
    private final Set<DeadLetterState> from;

    Transition(DeadLetterState to, DeadLetterState first, DeadLetterState... more) {
        this.to = to;
        this.usual = first;
        this.from = Collections.unmodifiableSet(EnumSet.of(first, more));
    }

    public DeadLetterState to() {
        return to;
    }

    /** The state that is meant by who moves many dead letters and names no state. */
    public DeadLetterState usual() {
        return usual;
    }

    public boolean leadsFrom(DeadLetterState state) {
        return from.contains(state);
    }

    public Set<DeadLetterState> from() {
        return from;
    }
}

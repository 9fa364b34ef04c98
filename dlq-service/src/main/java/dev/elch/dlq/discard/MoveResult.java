package dev.elch.dlq.discard;

import dev.elch.dlq.deadletter.DeadLetter;

/** The result of moving one dead letter to another state. */
public sealed interface MoveResult {

    /** It was moved. */
    record Moved(DeadLetter deadLetter) implements MoveResult {}

    /** Nothing was changed: the dead letter is not as the caller saw it. */
    record Stale(DeadLetter deadLetter) implements MoveResult {}

    /** Nothing was changed: this move does not lead on from where the dead letter stands. */
    record Impossible(DeadLetter deadLetter) implements MoveResult {}

    /** There is no such dead letter. */
    record Absent() implements MoveResult {}
}

package dev.elch.dlq.deadletter;

/** What became of the wish to move one letter. */
public sealed interface Moving {

    /** It was moved. */
    record Moved(Letter letter) implements Moving {}

    /** Nothing was changed: the letter is not as the caller saw it. */
    record Stale(Letter letter) implements Moving {}

    /** Nothing was changed: this move does not lead on from where the letter stands. */
    record Impossible(Letter letter) implements Moving {}

    /** There is no such letter. */
    record Absent() implements Moving {}
}

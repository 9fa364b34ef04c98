package dev.elch.dlq.deadletter;

import java.util.List;

/** Wants to know of letters that were stored. */
public interface LetterFollower {

    /** Returns once what it does about them is durable; may be told of the same letters again. */
    void arrived(List<Letter> letters);
}

package dev.elch.dlq.edit;

import dev.elch.dlq.deadletter.Letter;
import dev.elch.dlq.replay.Ordering;
import java.util.List;

/** What became of the wish to edit a letter, or to judge an edit. */
public sealed interface Editing {

    /** It is written down; {@code ordering} says what became of its replay. */
    record Replayed(Letter letter, Ordering ordering) implements Editing {}

    /** It is written down, and nothing is sent: it waits for somebody else, or it was withdrawn. */
    record Kept(Letter letter) implements Editing {}

    /** Nothing was changed: the payload does not fit. */
    record Unfit(List<Misfit> misfits) implements Editing {
        public Unfit {
            misfits = List.copyOf(misfits);
        }
    }

    /** Nothing was changed: the letter stands where it can not be edited, or it would not be sent. */
    record Impossible(String why) implements Editing {}

    /** Nothing was changed: the letter is not as the caller saw it. */
    record Stale(Letter letter) implements Editing {}

    /** Nothing was changed: nobody approves their own edit. */
    record OwnEdit() implements Editing {}

    /** There is no such letter. */
    record Absent() implements Editing {}
}

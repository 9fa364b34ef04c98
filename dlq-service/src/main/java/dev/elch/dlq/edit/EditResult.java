package dev.elch.dlq.edit;

import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.problem.PayloadError;
import dev.elch.dlq.replay.OrderResult;
import java.util.List;

/** The result of editing a dead letter, or of approving or withdrawing an edit. */
public sealed interface EditResult {

    /** The edit is stored; {@code ordering} is the result of ordering its replay. */
    record Replayed(DeadLetter deadLetter, OrderResult ordering) implements EditResult {}

    /** The edit is stored and nothing is sent: it waits for approval, or it was withdrawn. */
    record Kept(DeadLetter deadLetter) implements EditResult {}

    /** Nothing was changed: the payload does not fit. */
    record Invalid(List<PayloadError> errors) implements EditResult {
        public Invalid {
            errors = List.copyOf(errors);
        }
    }

    /** Nothing was changed: the dead letter is in a state in which it cannot be edited, or it would not be sent. */
    record Impossible(String why) implements EditResult {}

    /** Nothing was changed: the dead letter is not as the caller saw it. */
    record Stale(DeadLetter deadLetter) implements EditResult {}

    /** Nothing was changed: an edit cannot be approved by its author. */
    record OwnEdit() implements EditResult {}

    /** There is no such dead letter. */
    record Absent() implements EditResult {}
}

package dev.elch.dlq.intake;

import dev.elch.dlq.deadletter.DeadLetter;
import java.util.List;

/** Is notified of dead letters that were stored. */
public interface DeadLetterFollower {

    /** Returns once its work is durable; the same dead letters may be reported again. */
    void arrived(List<DeadLetter> deadLetters);
}

package dev.elch.dlq.group;

import dev.elch.dlq.deadletter.DeadLetterState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a dead letter is now counted in another state than before.
 *
 * @param from where it was counted until now; null: it was not counted yet
 * @param changedAt when it last changed
 */
record CountedMove(
        String deadLetter,
        String group,
        @Nullable DeadLetterState from,
        DeadLetterState to,
        Instant failedAt,
        Instant changedAt) {

    /** Whether nothing is left to do with the dead letter from now on, and was before. */
    boolean isResolved() {
        return to.isResolved() && (from == null || !from.isResolved());
    }
}

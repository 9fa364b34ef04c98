package dev.elch.dlq.replay;

import org.jspecify.annotations.Nullable;

/**
 * A dead letter in a job.
 *
 * @param reason why it was skipped or failed again; null: none known
 */
public record ReplayEntry(
        String deadLetter, ReplayEntryState state, @Nullable String reason) {

    public ReplayEntry in(ReplayEntryState next) {
        return new ReplayEntry(deadLetter, next, reason);
    }

    public ReplayEntry in(ReplayEntryState next, @Nullable String why) {
        return new ReplayEntry(deadLetter, next, why);
    }
}

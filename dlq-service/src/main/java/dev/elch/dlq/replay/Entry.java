package dev.elch.dlq.replay;

import org.jspecify.annotations.Nullable;

/**
 * A letter in a job.
 *
 * @param reason why it was skipped or failed again; null: none known
 */
public record Entry(
        String letter, EntryState state, @Nullable String reason) {

    Entry in(EntryState next) {
        return new Entry(letter, next, reason);
    }

    Entry in(EntryState next, @Nullable String why) {
        return new Entry(letter, next, why);
    }
}

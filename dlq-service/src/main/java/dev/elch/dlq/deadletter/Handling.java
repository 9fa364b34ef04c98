package dev.elch.dlq.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a dead letter since it was stored.
 *
 * @param version goes up with every change; a change names the version that it saw
 * @param changedAt when the state last changed
 * @param actor who changed it last; null: it was not changed
 * @param reason why, in the actor's words or the delivery's; null: none given
 * @param job the replay job that has it or had it last; null: none
 * @param edits its edits, oldest first
 */
public record Handling(
        DeadLetterState state,
        long version,
        Instant changedAt,
        @Nullable String actor,
        @Nullable String reason,
        @Nullable String job,
        List<Edit> edits) {

    public Handling {
        edits = List.copyOf(edits);
    }

    public static Handling fresh(Instant now) {
        return new Handling(DeadLetterState.OPEN, 1, now, null, null, null, List.of());
    }

    /** The edit that counts; empty: there is none, or it was withdrawn. */
    public Optional<Edit> edit() {
        return Edit.current(edits);
    }
}

package dev.elch.dlq.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of a dead letter, with who changed it last and why.
 *
 * @param version goes up with every change; a change names the version that it saw
 * @param changedAt when the state last changed
 * @param actor who changed it last; null: it was not changed
 * @param reason why, in the actor's words or the delivery's; null: none given
 * @param job the replay job that has it or had it last; null: none
 * @param edits its edits, oldest first
 */
public record DeadLetterStatus(
        DeadLetterState state,
        long version,
        Instant changedAt,
        @Nullable String actor,
        @Nullable String reason,
        @Nullable String job,
        List<Edit> edits) {

    public DeadLetterStatus {
        edits = List.copyOf(edits);
    }

    public static DeadLetterStatus fresh(Instant now) {
        return new DeadLetterStatus(DeadLetterState.OPEN, 1, now, null, null, null, List.of());
    }

    /** The edit that counts; empty: there is none, or it was withdrawn. */
    public Optional<Edit> edit() {
        return Edit.current(edits);
    }
}

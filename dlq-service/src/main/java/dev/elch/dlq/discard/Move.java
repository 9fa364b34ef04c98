package dev.elch.dlq.discard;

import dev.elch.dlq.deadletter.Transition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One move, by whom and why.
 *
 * @param reason null: none given
 */
public record Move(
        Transition transition, String actor, @Nullable String reason, Instant at) {}

package dev.elch.dlq.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One move, by whom and why.
 *
 * @param reason null: none given
 */
public record Move(
        Transition transition, String actor, @Nullable String reason, Instant at) {}

package dev.elch.dlq.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a letter is now counted in another state than before.
 *
 * @param from where it was counted until now; null: it was not counted yet
 */
record CountedMove(String letter, String group, @Nullable LetterState from, LetterState to, Instant failedAt) {}

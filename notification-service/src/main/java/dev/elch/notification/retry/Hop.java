package dev.elch.notification.retry;

import java.time.Instant;

/**
 * Where a record waits for its next attempt.
 *
 * @param topic topic of the step
 * @param dueAt not tried before, in whole milliseconds
 */
public record Hop(String topic, Instant dueAt) {}

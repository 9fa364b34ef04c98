package dev.elch.notification.retry;

import java.time.Duration;

/**
 * One step of the chain.
 *
 * @param topic where a record waits
 * @param delay how long it waits there at least
 */
public record RetryStep(String topic, Duration delay) {}

package dev.elch.auth.outbox;

import java.time.Duration;

/** Settings for tests. */
final class OutboxSettings {

    private OutboxSettings() {}

    static OutboxProperties defaults() {
        return new OutboxProperties(
                Duration.ofMillis(150),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofDays(90),
                10);
    }
}

package dev.elch.dlq.alert;

import java.net.URI;
import java.time.Duration;

/** Settings for tests. */
final class Alerts {

    static final AlertProperties.Mail NO_MAIL = new AlertProperties.Mail("", "", "", 587, true, "", "");

    private Alerts() {}

    static AlertProperties properties(long deadLettersPerHour, Duration oldestOpen) {
        return properties(null, NO_MAIL, deadLettersPerHour, oldestOpen);
    }

    static AlertProperties properties(
            @org.jspecify.annotations.Nullable URI webhook,
            AlertProperties.Mail mail,
            long deadLettersPerHour,
            Duration oldestOpen) {
        return new AlertProperties(
                URI.create("https://dlq.example.com/elch/"),
                webhook,
                null,
                mail,
                true,
                deadLettersPerHour,
                oldestOpen,
                Duration.ofMinutes(2),
                Duration.ofSeconds(30),
                Duration.ofHours(24));
    }
}

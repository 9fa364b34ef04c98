package dev.elch.dlq.system;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a service is.
 *
 * @param state {@code up}, {@code down} (it says so itself), {@code silent} (it does not answer) or {@code unknown}
 * @param detail a sentence that says what to do; absent: there is nothing to add
 * @param readings its meters; empty when they cannot be read
 * @param clockAhead how far its clock is ahead of ours, to the second; absent: it did not say what time it is
 */
record ServiceView(
        String name,
        String state,
        @Nullable String detail,
        List<Reading> readings,
        @Nullable Duration clockAhead) {

    static ServiceView unknown(String name, String why) {
        return new ServiceView(name, "unknown", why, List.of(), null);
    }

    /** The largest reading of the meters whose names begin so. */
    Optional<Reading> largest(String beginning) {
        return readings.stream()
                .filter(reading -> reading.meter().startsWith(beginning))
                .max(Comparator.comparingDouble(Reading::value));
    }
}

package dev.elch.dlq.system;

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
 * @param metersAsked whether there is a token for its meters
 */
record ServiceView(String name, String state, @Nullable String detail, List<Reading> readings, boolean metersAsked) {

    static ServiceView unknown(String name, String why) {
        return new ServiceView(name, "unknown", why, List.of(), false);
    }

    /** The largest reading of the meters whose names begin so. */
    Optional<Reading> largest(String beginning) {
        return readings.stream()
                .filter(reading -> reading.meter().startsWith(beginning))
                .max(Comparator.comparingDouble(Reading::value));
    }
}

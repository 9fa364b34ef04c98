package dev.elch.dlq.system;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a service is.
 *
 * @param state {@code up}, {@code down} (it says so itself), {@code silent} (it does not answer) or {@code unknown}
 * @param detail a sentence that says what to do; absent: there is nothing to add
 * @param readings its meters; empty when they cannot be read
 */
record ServiceView(String name, String state, @Nullable String detail, List<Reading> readings) {

    static ServiceView unknown(String name, String why) {
        return new ServiceView(name, "unknown", why, List.of());
    }
}

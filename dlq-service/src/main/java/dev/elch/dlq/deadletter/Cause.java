package dev.elch.dlq.deadletter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why delivery was given up.
 *
 * @param kind what kind of trouble, such as {@code bad_address}; {@code unknown} when the record does not say
 * @param code the provider's code; empty when there is none
 * @param text one short line for people
 * @param classes exception classes, outermost first; empty when no exception was thrown
 * @param stackTrace as the failing service wrote it; null when no exception was thrown
 */
public record Cause(
        String kind,
        String code,
        String text,
        List<String> classes,
        @Nullable String stackTrace) {

    public static final String UNKNOWN = "unknown";

    public Cause {
        classes = List.copyOf(classes);
    }
}

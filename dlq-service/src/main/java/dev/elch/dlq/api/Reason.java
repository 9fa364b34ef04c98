package dev.elch.dlq.api;

import dev.elch.dlq.deadletter.InvalidFilterException;
import org.jspecify.annotations.Nullable;

/** Why somebody does something: has to be given, because the audit log keeps it. */
final class Reason {

    private static final int LONGEST = 500;

    private Reason() {}

    static String valid(@Nullable String reason) {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST) {
            throw new InvalidFilterException("reason", "must have 1 to " + LONGEST + " characters");
        }
        return reason.strip();
    }
}

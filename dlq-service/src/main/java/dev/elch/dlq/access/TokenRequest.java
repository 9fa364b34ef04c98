package dev.elch.dlq.access;

import dev.elch.access.Role;
import dev.elch.dlq.problem.InvalidFieldException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request for an API token.
 *
 * @param name what the audit log shows; 2 to 40 small letters, digits and dashes
 * @param role viewer, operator or admin; absent: viewer
 * @param days how long it is good, 1 to 366; absent: 90
 */
record TokenRequest(
        @Nullable String name,
        @Nullable String role,
        @Nullable Integer days) {

    private static final int USUAL_DAYS = 90;
    private static final int MOST_DAYS = 366;

    String validName() {
        if (name == null || !name.matches("[a-z][a-z0-9-]{1,39}")) {
            throw new InvalidFieldException(
                    "name", "must have 2 to 40 small letters, digits and dashes, and begin with a letter");
        }
        return name;
    }

    Role validRole() {
        String wanted = role == null ? Role.VIEWER.name() : role.toUpperCase(Locale.ROOT);
        return Arrays.stream(Role.values())
                .filter(known -> known.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException("role", "must be viewer, operator or admin"));
    }

    Duration lifetime() {
        int wanted = days == null ? USUAL_DAYS : days;
        if (wanted < 1 || wanted > MOST_DAYS) {
            throw new InvalidFieldException("days", "must be 1 to " + MOST_DAYS);
        }
        return Duration.ofDays(wanted);
    }
}

package dev.elch.dlq.audit;

import dev.elch.dlq.problem.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/** The reason for an action: it is required, because the audit log keeps it. */
public final class AuditReason {

    private static final int LONGEST = 500;

    private AuditReason() {}

    public static String valid(@Nullable String reason) {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST) {
            throw new InvalidFieldException("reason", "must have 1 to " + LONGEST + " characters");
        }
        return reason.strip();
    }
}

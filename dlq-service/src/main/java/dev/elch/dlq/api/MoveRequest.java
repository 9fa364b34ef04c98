package dev.elch.dlq.api;

import org.jspecify.annotations.Nullable;

/**
 * A request to discard or to restore one dead letter.
 *
 * @param reason why; the audit log keeps it
 */
record MoveRequest(@Nullable String reason) {

    String validReason() {
        return AuditReason.valid(reason);
    }
}

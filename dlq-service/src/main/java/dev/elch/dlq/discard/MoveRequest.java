package dev.elch.dlq.discard;

import dev.elch.dlq.audit.AuditReason;
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

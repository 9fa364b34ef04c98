package dev.elch.dlq.edit;

import dev.elch.dlq.audit.AuditReason;
import dev.elch.dlq.problem.InvalidFieldException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to edit a dead letter and to replay it.
 *
 * @param payload the whole payload as it is meant to be, as the dead letter shows it; the event key has to stay
 * @param reason why; the audit log keeps it
 */
record EditRequest(
        @Nullable Map<String, @Nullable Object> payload,
        @Nullable String reason) {

    Map<String, @Nullable Object> validPayload() {
        if (payload == null) {
            throw new InvalidFieldException("payload", "must be the whole payload as it is meant to be");
        }
        return payload;
    }

    String validReason() {
        return AuditReason.valid(reason);
    }
}

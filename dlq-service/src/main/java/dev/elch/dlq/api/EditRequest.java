package dev.elch.dlq.api;

import dev.elch.dlq.deadletter.InvalidFilterException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The wish to change what a letter says, and to send it again so.
 *
 * @param payload the whole payload as it is meant to be, as the letter shows it; the event key has to stay
 * @param reason why; the audit log keeps it
 */
record EditRequest(
        @Nullable Map<String, @Nullable Object> payload,
        @Nullable String reason) {

    Map<String, @Nullable Object> validPayload() {
        if (payload == null) {
            throw new InvalidFilterException("payload", "must be the whole payload as it is meant to be");
        }
        return payload;
    }

    String validReason() {
        return Reason.valid(reason);
    }
}

package dev.elch.dlq.api;

import dev.elch.dlq.deadletter.InvalidFilterException;
import org.jspecify.annotations.Nullable;

/**
 * The wish to approve an edit or to take it back.
 *
 * @param edit number of the edit that was looked at
 * @param reason why; the audit log keeps it
 */
record JudgementRequest(@Nullable Integer edit, @Nullable String reason) {

    int validEdit() {
        if (edit == null) {
            throw new InvalidFilterException("edit", "must be the number of the edit that you looked at");
        }
        return edit;
    }

    String validReason() {
        return Reason.valid(reason);
    }
}

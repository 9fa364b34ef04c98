package dev.elch.dlq.edit;

import dev.elch.dlq.audit.AuditReason;
import dev.elch.dlq.problem.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/**
 * A request to approve or to withdraw an edit.
 *
 * @param edit number of the edit that was looked at
 * @param reason why; the audit log keeps it
 */
record EditDecisionRequest(@Nullable Integer edit, @Nullable String reason) {

    int validEdit() {
        if (edit == null) {
            throw new InvalidFieldException("edit", "must be the number of the edit that you looked at");
        }
        return edit;
    }

    String validReason() {
        return AuditReason.valid(reason);
    }
}

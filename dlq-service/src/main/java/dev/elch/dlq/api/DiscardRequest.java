package dev.elch.dlq.api;

import dev.elch.dlq.deadletter.DeadLetterFilter;
import dev.elch.dlq.deadletter.Selection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to discard or to restore many dead letters.
 *
 * @param filter which dead letters, by the names of the list's query parameters
 * @param all whether an empty filter is meant
 * @param reason why; the audit log keeps it
 * @param confirm what has to be typed for many dead letters
 */
record DiscardRequest(
        @Nullable Map<String, String> filter,
        @Nullable Boolean all,
        @Nullable String reason,
        @Nullable String confirm) {

    Selection selection() {
        return new Selection(DeadLetterFilter.of(filter == null ? Map.of() : filter), Boolean.TRUE.equals(all));
    }

    String validReason() {
        return AuditReason.valid(reason);
    }

    Optional<String> typed() {
        return Optional.ofNullable(confirm);
    }
}

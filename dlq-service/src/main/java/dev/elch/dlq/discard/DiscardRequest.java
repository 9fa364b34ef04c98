package dev.elch.dlq.discard;

import dev.elch.dlq.audit.AuditReason;
import dev.elch.dlq.preview.PreviewToken;
import dev.elch.dlq.search.DeadLetterFilter;
import dev.elch.dlq.search.Selection;
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
 * @param preview {@code preview} of the preview that was looked at: no other dead letters are touched; absent: none was
 */
record DiscardRequest(
        @Nullable Map<String, String> filter,
        @Nullable Boolean all,
        @Nullable String reason,
        @Nullable String confirm,
        @Nullable String preview) {

    Selection selection() {
        return new Selection(DeadLetterFilter.of(filter == null ? Map.of() : filter), Boolean.TRUE.equals(all));
    }

    String validReason() {
        return AuditReason.valid(reason);
    }

    /** The preview that the caller looked at; empty: none. */
    Optional<PreviewToken> seen() {
        return Optional.ofNullable(preview).map(PreviewToken::parse);
    }

    Optional<String> typed() {
        return Optional.ofNullable(confirm);
    }
}

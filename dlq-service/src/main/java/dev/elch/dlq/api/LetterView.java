package dev.elch.dlq.api;

import dev.elch.contract.MaskedAddress;
import dev.elch.dlq.deadletter.Cause;
import dev.elch.dlq.deadletter.Handling;
import dev.elch.dlq.deadletter.Letter;
import dev.elch.dlq.deadletter.Payload;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A letter.
 *
 * @param raw the record as it came; only for one letter, and only for those who may see addresses
 * @param payload the decoded event; absent when the value can not be decoded
 * @param undecodable why the value can not be decoded; absent when it can
 * @param failedAt when delivery was given up
 * @param edits what somebody wanted it to say, oldest first; absent: nobody did
 * @param position {@code topic-partition-offset} of the dead letter
 */
record LetterView(
        String id,
        String eventKey,
        int round,
        String state,
        long version,
        @Nullable Map<String, @Nullable Object> payload,
        @Nullable String undecodable,
        Failure error,
        int attempts,
        @Nullable Instant firstFailedAt,
        Instant failedAt,
        Instant storedAt,
        Instant changedAt,
        String group,
        String position,
        @Nullable String job,
        @Nullable String changedBy,
        @Nullable String reason,
        @Nullable List<EditView> edits,
        @Nullable RawView raw) {

    static final String ADDRESS = "email";

    /** @param masked whether mail addresses are hidden */
    static LetterView of(Letter letter, boolean masked) {
        return of(letter, masked, null);
    }

    /** One letter, with everything that the caller may see of it. */
    static LetterView detailed(Letter letter, boolean masked) {
        return of(letter, masked, masked ? null : RawView.of(letter.raw()));
    }

    private static LetterView of(Letter letter, boolean masked, @Nullable RawView raw) {
        Handling handling = letter.handling();
        return new LetterView(
                letter.id().toString(),
                letter.id().eventKey(),
                letter.id().round(),
                handling.state().word(),
                handling.version(),
                letter.payload() instanceof Payload.Decoded decoded ? fields(decoded, masked) : null,
                letter.payload() instanceof Payload.Undecodable undecodable ? undecodable.why() : null,
                Failure.of(letter.cause()),
                letter.attempts(),
                letter.firstFailedAt(),
                letter.failedAt(),
                letter.storedAt(),
                handling.changedAt(),
                letter.fingerprint(),
                letter.raw().position(),
                handling.job(),
                handling.actor(),
                handling.reason(),
                edits(letter, masked),
                raw);
    }

    private static @Nullable List<EditView> edits(Letter letter, boolean masked) {
        List<EditView> edits = letter.handling().edits().stream()
                .map(edit -> EditView.of(edit, letter.payload(), masked))
                .toList();
        return edits.isEmpty() ? null : edits;
    }

    private static Map<String, @Nullable Object> fields(Payload.Decoded payload, boolean masked) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(payload.fields());
        if (masked) {
            Optional<String> address = payload.text(ADDRESS);
            address.ifPresent(clear -> fields.put(ADDRESS, MaskedAddress.of(clear)));
        }
        return fields;
    }

    /** Why it failed. */
    record Failure(
            String kind,
            String code,
            String message,
            List<String> classes,
            @Nullable String stackTrace) {

        static Failure of(Cause cause) {
            return new Failure(cause.kind(), cause.code(), cause.text(), cause.classes(), cause.stackTrace());
        }
    }
}

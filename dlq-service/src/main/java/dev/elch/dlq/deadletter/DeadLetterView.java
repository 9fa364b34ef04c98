package dev.elch.dlq.deadletter;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.MaskedAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter.
 *
 * @param origin {@code topic-partition-offset} of the record that became this dead letter; absent: the record does not say
 * @param journal the attempts to deliver it, oldest first; absent: the record brings none, or this is a list
 * @param raw the record as it came; only for one dead letter, and only for those who may see addresses
 * @param payload the decoded event; absent when the value cannot be decoded
 * @param undecodable why the value cannot be decoded; absent when it can
 * @param failedAt when delivery was given up
 * @param edits its edits, oldest first; absent: there are none
 * @param position {@code topic-partition-offset} of the dead letter
 */
public record DeadLetterView(
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
        @Nullable String origin,
        @Nullable List<AttemptView> journal,
        @Nullable RawView raw) {

    public static final String ADDRESS = "email";

    private static final int LONGEST_IN_A_LIST = 1_000;

    /** A topic has 249 characters at most; what is longer is no place of a record. */
    private static final int LONGEST_ORIGIN = 300;

    /**
     * A dead letter as one of many.
     *
     * @param masked whether mail addresses are hidden
     */
    public static DeadLetterView of(DeadLetter deadLetter, boolean masked) {
        return of(deadLetter, masked, List.of(), null).shortened();
    }

    /** One dead letter, with everything that the caller may see of it. */
    public static DeadLetterView detailed(DeadLetter deadLetter, boolean masked) {
        return of(
                deadLetter,
                masked,
                AttemptView.journal(deadLetter.raw()),
                masked ? null : RawView.of(deadLetter.raw()));
    }

    /** As one of many: without stack trace, and no text of it is longer than {@value #LONGEST_IN_A_LIST} characters. */
    private DeadLetterView shortened() {
        return new DeadLetterView(
                id,
                eventKey,
                round,
                state,
                version,
                payload == null ? null : shortened(payload),
                undecodable,
                new Failure(error.kind(), error.code(), error.message(), error.classes(), null),
                attempts,
                firstFailedAt,
                failedAt,
                storedAt,
                changedAt,
                group,
                position,
                job,
                changedBy,
                reason,
                edits,
                origin,
                journal,
                raw);
    }

    private static Map<String, @Nullable Object> shortened(Map<String, @Nullable Object> payload) {
        Map<String, @Nullable Object> shortened = new LinkedHashMap<>(payload);
        shortened.replaceAll((name, value) -> value instanceof String text && text.length() > LONGEST_IN_A_LIST
                ? text.substring(0, LONGEST_IN_A_LIST) + "…"
                : value);
        return shortened;
    }

    private static DeadLetterView of(
            DeadLetter deadLetter, boolean masked, List<AttemptView> journal, @Nullable RawView raw) {
        DeadLetterStatus status = deadLetter.status();
        return new DeadLetterView(
                deadLetter.id().toString(),
                deadLetter.id().eventKey(),
                deadLetter.id().round(),
                status.state().word(),
                status.version(),
                deadLetter.payload() instanceof Payload.Decoded decoded ? fields(decoded, masked) : null,
                deadLetter.payload() instanceof Payload.Undecodable undecodable ? undecodable.why() : null,
                Failure.of(deadLetter.cause()),
                deadLetter.attempts(),
                deadLetter.firstFailedAt(),
                deadLetter.failedAt(),
                deadLetter.storedAt(),
                status.changedAt(),
                deadLetter.fingerprint(),
                deadLetter.raw().position(),
                status.job(),
                status.actor(),
                status.reason(),
                edits(deadLetter, masked),
                origin(deadLetter),
                journal.isEmpty() ? null : journal,
                raw);
    }

    private static @Nullable String origin(DeadLetter deadLetter) {
        return deadLetter
                .raw()
                .header(DeliveryHeaders.ORIGIN)
                .map(origin -> BytesView.text(origin.toArray()))
                .filter(origin -> origin.length() <= LONGEST_ORIGIN)
                .orElse(null);
    }

    private static @Nullable List<EditView> edits(DeadLetter deadLetter, boolean masked) {
        List<EditView> edits = deadLetter.status().edits().stream()
                .map(edit -> EditView.of(edit, deadLetter.payload(), masked))
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

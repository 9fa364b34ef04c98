package dev.elch.contract;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Our record headers: all that changes while the value's bytes travel unchanged from the main topic over the retry topics
 * to the dead letters and back.
 *
 * <p>Each header is there at most once: writing replaces. A record may come from any writer, so a header that is
 * missing, malformed or absurd is read as if it were not there.
 *
 * @param eventKey idempotency key, so that a dead letter whose value cannot be decoded still has an identity
 * @param attempt the attempt that the record is waiting for or, on a dead letter, the last one made; from 1
 * @param round 0 on the first pass, plus 1 for every replay
 * @param dueAt not to be tried before; null: at once
 * @param firstFailedAt when the first attempt failed; null: none has
 * @param cause why the last attempt failed; null: none has
 * @param origin where the record was first read, as {@code topic-partition-offset}
 * @param endedClaim number of the claim on the event that this record came out of: proof that the mail was not accepted
 *     under that claim, even if that could not be noted; 0: no proof
 * @param isEdited whether the value was changed for this round, so that it is meant to differ from the round before
 * @param storedRecord id under which the record's bytes are kept in the database, because its topic never takes them; null:
 *     the record holds its bytes itself. See {@link StoredRecordFields}
 */
public record DeliveryHeaders(
        @Nullable String eventKey,
        int attempt,
        int round,
        @Nullable Instant dueAt,
        @Nullable Instant firstFailedAt,
        @Nullable Cause cause,
        @Nullable String origin,
        long endedClaim,
        boolean isEdited,
        @Nullable String storedRecord) {

    public static final String EVENT_KEY = "elch-event-key";
    public static final String ATTEMPT = "elch-attempt";
    public static final String ROUND = "elch-round";
    public static final String DUE_AT = "elch-due-at";
    public static final String FIRST_FAILED_AT = "elch-first-failed-at";
    public static final String CAUSE = "elch-cause";
    public static final String ORIGIN = "elch-origin";
    public static final String ENDED_CLAIM = "elch-ended-claim";
    public static final String EDITED = "elch-edited";
    public static final String STORED_RECORD = "elch-stored-record";

    /** Every header that {@link #writeTo} replaces. */
    public static final Set<String> NAMES = Set.of(
            EVENT_KEY, ATTEMPT, ROUND, DUE_AT, FIRST_FAILED_AT, CAUSE, ORIGIN, ENDED_CLAIM, EDITED, STORED_RECORD);

    /** W3C Trace Context; kept on every hop, never made up by us. */
    public static final String TRACEPARENT = "traceparent";

    /** More attempts than any chain has: a larger number in a header is not ours. */
    public static final int MAX_ATTEMPT = 100;

    /** More rounds than any loop guard allows: a larger number in a header is not ours. */
    public static final int MAX_ROUND = 100;

    /** Longer than any wait: a due time further ahead is not ours. */
    public static final Duration MAX_WAIT = Duration.ofHours(24);

    private static final Instant ELCH_EPOCH = Instant.parse("2020-01-01T00:00:00Z");
    private static final String YES = "true";
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern TOPIC_PARTITION_OFFSET = Pattern.compile("[A-Za-z0-9._-]{1,249}-\\d{1,10}-\\d{1,19}");

    public DeliveryHeaders {
        if (attempt < 1 || attempt > MAX_ATTEMPT) {
            throw new IllegalArgumentException("attempt " + attempt + " is not within 1.." + MAX_ATTEMPT);
        }
        if (round < 0 || round > MAX_ROUND) {
            throw new IllegalArgumentException("round " + round + " is not within 0.." + MAX_ROUND);
        }
        if (endedClaim < 0) {
            throw new IllegalArgumentException("claim " + endedClaim + " is negative");
        }
    }

    /** Headers of a record whose value is as it came. */
    public DeliveryHeaders(
            @Nullable String eventKey,
            int attempt,
            int round,
            @Nullable Instant dueAt,
            @Nullable Instant firstFailedAt,
            @Nullable Cause cause,
            @Nullable String origin,
            long endedClaim) {
        this(eventKey, attempt, round, dueAt, firstFailedAt, cause, origin, endedClaim, false, null);
    }

    /** What a record has that was not tried yet. */
    public static DeliveryHeaders first() {
        return new DeliveryHeaders(null, 1, 0, null, null, null, null, 0);
    }

    /** Reads what can be trusted; {@code now} decides whether a time is absurd. */
    public static DeliveryHeaders readFrom(Headers headers, Instant now) {
        return new DeliveryHeaders(
                read(headers, EVENT_KEY, Function.identity())
                        .filter(EventKeys::isAcceptable)
                        .orElse(null),
                read(headers, ATTEMPT, Integer::valueOf)
                        .filter(attempt -> attempt >= 1 && attempt <= MAX_ATTEMPT)
                        .orElse(1),
                read(headers, ROUND, Integer::valueOf)
                        .filter(round -> round >= 0 && round <= MAX_ROUND)
                        .orElse(0),
                read(headers, DUE_AT, DeliveryHeaders::instant)
                        .filter(due -> due.isAfter(ELCH_EPOCH) && due.isBefore(now.plus(MAX_WAIT)))
                        .orElse(null),
                read(headers, FIRST_FAILED_AT, DeliveryHeaders::instant)
                        .filter(failed -> failed.isAfter(ELCH_EPOCH) && failed.isBefore(now.plus(MAX_WAIT)))
                        .orElse(null),
                read(headers, CAUSE, Cause::parse).orElse(null),
                read(headers, ORIGIN, Function.identity())
                        .filter(origin -> TOPIC_PARTITION_OFFSET.matcher(origin).matches())
                        .orElse(null),
                read(headers, ENDED_CLAIM, Long::valueOf)
                        .filter(claim -> claim > 0)
                        .orElse(0L),
                read(headers, EDITED, Function.identity()).filter(YES::equals).isPresent(),
                read(headers, STORED_RECORD, Function.identity())
                        .filter(id -> SHA_256.matcher(id).matches())
                        .orElse(null));
    }

    /** Replaces our headers on a record and leaves everybody else's as they are. */
    public void writeTo(Headers headers) {
        write(headers, EVENT_KEY, eventKey);
        write(headers, ATTEMPT, Integer.toString(attempt));
        write(headers, ROUND, Integer.toString(round));
        write(headers, DUE_AT, dueAt == null ? null : Long.toString(dueAt.toEpochMilli()));
        write(headers, FIRST_FAILED_AT, firstFailedAt == null ? null : Long.toString(firstFailedAt.toEpochMilli()));
        write(headers, CAUSE, cause == null ? null : cause.toString());
        write(headers, ORIGIN, origin);
        write(headers, ENDED_CLAIM, endedClaim == 0 ? null : Long.toString(endedClaim));
        write(headers, EDITED, isEdited ? YES : null);
        write(headers, STORED_RECORD, storedRecord);
    }

    /** These headers with an identity and an origin, where they had none. */
    public DeliveryHeaders identifiedBy(String key, String readFrom) {
        return new DeliveryHeaders(
                eventKey == null ? key : eventKey,
                attempt,
                round,
                dueAt,
                firstFailedAt,
                cause,
                origin == null ? readFrom : origin,
                endedClaim,
                isEdited,
                storedRecord);
    }

    /** These headers as a proof that claim {@code number} ended without an accepted mail. */
    public DeliveryHeaders ending(long number) {
        return new DeliveryHeaders(
                eventKey, attempt, round, dueAt, firstFailedAt, cause, origin, number, isEdited, storedRecord);
    }

    /** These headers for the next attempt, due at {@code due}, after a failure for {@code why}. */
    public DeliveryHeaders nextAttempt(Instant due, Cause why, Instant now) {
        return new DeliveryHeaders(
                eventKey,
                attempt + 1,
                round,
                due,
                firstFailedAt == null ? now : firstFailedAt,
                why,
                origin,
                0,
                isEdited,
                storedRecord);
    }

    /** These headers for the same attempt, due at {@code due}: a wait that uses no attempt. */
    public DeliveryHeaders sameAttempt(Instant due, Cause why, Instant now) {
        return new DeliveryHeaders(
                eventKey,
                attempt,
                round,
                due,
                firstFailedAt == null ? now : firstFailedAt,
                why,
                origin,
                0,
                isEdited,
                storedRecord);
    }

    /** These headers on a dead letter. */
    public DeliveryHeaders dead(Cause why, Instant now) {
        return new DeliveryHeaders(
                eventKey,
                attempt,
                round,
                null,
                firstFailedAt == null ? now : firstFailedAt,
                why,
                origin,
                0,
                isEdited,
                storedRecord);
    }

    /** These headers on a replayed letter: a fresh first attempt of the next round. */
    public DeliveryHeaders replayed() {
        return new DeliveryHeaders(eventKey, 1, round + 1, null, null, null, origin, endedClaim, false, storedRecord);
    }

    /** These headers on a value that was changed for this round; it is in the record itself. */
    public DeliveryHeaders edited() {
        return new DeliveryHeaders(
                eventKey, attempt, round, dueAt, firstFailedAt, cause, origin, endedClaim, true, null);
    }

    /** These headers on a short record whose bytes are kept in the database under {@code id}. */
    public DeliveryHeaders storedAs(String id) {
        return new DeliveryHeaders(
                eventKey, attempt, round, dueAt, firstFailedAt, cause, origin, endedClaim, isEdited, id);
    }

    private static <T> Optional<T> read(Headers headers, String name, Function<String, T> parse) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header.value()))
                    .toString();
            return Optional.ofNullable(parse.apply(text));
        } catch (CharacterCodingException | RuntimeException malformed) {
            return Optional.empty();
        }
    }

    private static Instant instant(String epochMillis) {
        return Instant.ofEpochMilli(Long.parseLong(epochMillis));
    }

    private static void write(Headers headers, String name, @Nullable String value) {
        headers.remove(name);
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Why an attempt failed, in a size that does not grow: at most {@value #MAX_LENGTH} characters in all.
     *
     * @param kind what kind of trouble, a word such as {@code bad_address}, {@code undecodable} or an exception's simple name
     * @param code the provider's code, such as {@code 550 5.1.1}; empty when there is none
     * @param text a short text for people, without control characters and without a mail address in clear
     */
    public record Cause(String kind, String code, String text) {

        /** Upper limit of {@link #toString()}. */
        public static final int MAX_LENGTH = 256;

        private static final int MAX_KIND = 64;
        private static final int MAX_CODE = 32;

        public Cause {
            kind = clean(kind, MAX_KIND);
            code = clean(code, MAX_CODE);
            text = clean(text, MAX_LENGTH - kind.length() - code.length() - 2);
        }

        /** The form in the header: {@code kind|code|text}. */
        @Override
        public String toString() {
            return kind + "|" + code + "|" + text;
        }

        static @Nullable Cause parse(String header) {
            String[] parts = header.split("\\|", 3);
            boolean isOurs = header.length() <= MAX_LENGTH && parts.length == 3 && !parts[0].isEmpty();
            Cause cause = isOurs ? new Cause(parts[0], parts[1], parts[2]) : null;
            return cause == null || cause.kind().isEmpty() ? null : cause;
        }

        private static String clean(String text, int maxLength) {
            String oneLine = text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ")
                    .replace('|', '/')
                    .strip();
            if (oneLine.length() <= maxLength) {
                return oneLine;
            }
            int end = Character.isHighSurrogate(oneLine.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
            return oneLine.substring(0, end).stripTrailing();
        }
    }
}

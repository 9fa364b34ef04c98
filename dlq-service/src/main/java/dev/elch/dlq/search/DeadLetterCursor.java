package dev.elch.dlq.search;

import dev.elch.dlq.deadletter.Bytes;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.DeadLetterId;
import dev.elch.dlq.problem.InvalidFieldException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the next page begins: behind this dead letter. Knows the filter it was made for, so that a cursor that is used with
 * another filter is refused and not silently answered with gaps.
 *
 * @param filterTag tells filters apart
 */
public record DeadLetterCursor(Instant failedAt, String id, String filterTag) {

    private static final Pattern FORM = Pattern.compile("(?<millis>\\d{1,15})/(?<tag>[0-9a-f]{8})/(?<id>.{1,140})");

    static DeadLetterCursor behind(DeadLetter deadLetter, DeadLetterFilter filter) {
        return new DeadLetterCursor(deadLetter.failedAt(), deadLetter.id().toString(), tag(filter));
    }

    /** @throws InvalidFieldException when {@code text} was not made by {@link #toString()} for this filter */
    static DeadLetterCursor parse(String text, DeadLetterFilter filter) {
        Matcher form = FORM.matcher(decoded(text));
        if (!form.matches() || DeadLetterId.parse(form.group("id")).isEmpty()) {
            throw new InvalidFieldException("cursor", "is not valid: take it from nextCursor of the previous page");
        }
        if (!form.group("tag").equals(tag(filter))) {
            throw new InvalidFieldException("cursor", "belongs to another filter: start over without it");
        }
        return new DeadLetterCursor(
                Instant.ofEpochMilli(Long.parseLong(form.group("millis"))), form.group("id"), form.group("tag"));
    }

    @Override
    public String toString() {
        String text = failedAt.toEpochMilli() + "/" + filterTag + "/" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String tag(DeadLetterFilter filter) {
        return Bytes.copyOf(filter.toString().getBytes(StandardCharsets.UTF_8))
                .sha256()
                .substring(0, 8);
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}

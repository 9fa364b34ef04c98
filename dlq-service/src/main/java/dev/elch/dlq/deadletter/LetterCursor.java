package dev.elch.dlq.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the next page begins: behind this letter. Knows the filter it was made for, so that a cursor that is used with
 * another filter is refused and not silently answered with gaps.
 *
 * @param filterTag tells filters apart
 */
record LetterCursor(Instant failedAt, String id, String filterTag) {

    private static final Pattern FORM = Pattern.compile("(?<millis>\\d{1,15})/(?<tag>[0-9a-f]{8})/(?<id>.{1,140})");

    static LetterCursor behind(Letter letter, LetterFilter filter) {
        return new LetterCursor(letter.failedAt(), letter.id().toString(), tag(filter));
    }

    /** @throws InvalidFilterException when {@code text} was not made by {@link #toString()} for this filter */
    static LetterCursor parse(String text, LetterFilter filter) {
        Matcher form = FORM.matcher(decoded(text));
        if (!form.matches() || LetterId.parse(form.group("id")).isEmpty()) {
            throw new InvalidFilterException("cursor", "is none of ours: take it from nextCursor of the page before");
        }
        if (!form.group("tag").equals(tag(filter))) {
            throw new InvalidFilterException("cursor", "belongs to another filter: start over without it");
        }
        return new LetterCursor(
                Instant.ofEpochMilli(Long.parseLong(form.group("millis"))), form.group("id"), form.group("tag"));
    }

    @Override
    public String toString() {
        String text = failedAt.toEpochMilli() + "/" + filterTag + "/" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String tag(LetterFilter filter) {
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

package dev.elch.notification.paging;

import dev.elch.access.problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list begins, newest first: behind one entry.
 *
 * @param at the entry's time, by which the list is sorted; to the millisecond
 * @param id its id; of entries of the same time, smaller ids come later
 */
public record PageCursor(Instant at, String id) {

    /** Behind it comes everything. */
    public static final PageCursor START = new PageCursor(Instant.parse("9999-12-31T00:00:00Z"), "");

    private static final Pattern FORM = Pattern.compile("(\\d{1,15})/(.{1,128})");

    /**
     * Reads the parameter {@code cursor}.
     *
     * @param text as {@link #toString()} wrote it; null: the first page
     * @param isId whether a text can be an id of this list
     * @param errors gets what is wrong
     */
    public static PageCursor read(@Nullable String text, Predicate<String> isId, List<FieldError> errors) {
        if (text == null) {
            return START;
        }
        Matcher form = FORM.matcher(decoded(text));
        if (!form.matches() || !isId.test(form.group(2))) {
            errors.add(new FieldError("cursor", "is none of ours: take nextCursor of the page before"));
            return START;
        }
        return new PageCursor(Instant.ofEpochMilli(Long.parseLong(form.group(1))), form.group(2));
    }

    @Override
    public String toString() {
        String text = at.toEpochMilli() + "/" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}

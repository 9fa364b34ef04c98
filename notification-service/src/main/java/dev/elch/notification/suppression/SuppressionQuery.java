package dev.elch.notification.suppression;

import dev.elch.notification.problem.FieldError;
import dev.elch.notification.problem.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page of suppressions, newest first.
 *
 * @param kind of the reason; empty: any
 * @param before when the last suppression of the page before began
 * @param idBefore its id; of those that began at the same moment, smaller ids come later
 * @param limit how many at most
 */
record SuppressionQuery(String kind, Instant before, String idBefore, int limit) {

    static final int MAX_LIMIT = 200;

    private static final int DEFAULT_LIMIT = 50;
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");
    private static final Pattern KIND = Pattern.compile("[a-z_]{1,64}");
    private static final Pattern CURSOR = Pattern.compile("(\\d{1,15})/([0-9a-f]{64})");

    /** @throws InvalidRequestException with everything that is wrong */
    static SuppressionQuery of(@Nullable String kind, @Nullable String cursor, @Nullable String limit) {
        List<FieldError> errors = new ArrayList<>();
        if (kind != null && !KIND.matcher(kind).matches()) {
            errors.add(new FieldError("kind", "must be a reason such as bad_address"));
        }
        if (limit != null && !isLimit(limit)) {
            errors.add(new FieldError("limit", "must be a number from 1 to " + MAX_LIMIT));
        }
        Matcher place = CURSOR.matcher(cursor == null ? "" : decoded(cursor));
        if (cursor != null && !place.matches()) {
            errors.add(new FieldError("cursor", "is none of ours: take nextCursor of the page before"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return new SuppressionQuery(
                kind == null ? "" : kind,
                cursor == null ? END : Instant.ofEpochMilli(Long.parseLong(place.group(1))),
                cursor == null ? "" : place.group(2),
                limit == null ? DEFAULT_LIMIT : Integer.parseInt(limit));
    }

    /** The cursor of the page behind this suppression. */
    static String cursorBehind(SuppressionView last) {
        String place = last.since().toEpochMilli() + "/" + last.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isLimit(String limit) {
        return limit.matches("\\d{1,3}") && Integer.parseInt(limit) >= 1 && Integer.parseInt(limit) <= MAX_LIMIT;
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}

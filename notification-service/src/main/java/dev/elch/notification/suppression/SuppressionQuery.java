package dev.elch.notification.suppression;

import dev.elch.access.problem.FieldError;
import dev.elch.access.problem.InvalidRequestException;
import dev.elch.notification.paging.PageCursor;
import dev.elch.notification.paging.PageLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page of suppressions, newest first.
 *
 * @param kind of the reason; empty: any
 * @param cursor where the page begins, by when a suppression began
 * @param limit how many at most
 */
record SuppressionQuery(String kind, PageCursor cursor, int limit) {

    private static final Pattern KIND = Pattern.compile("[a-z_]{1,64}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    /** @throws InvalidRequestException with everything that is wrong */
    static SuppressionQuery of(@Nullable String kind, @Nullable String cursor, @Nullable String limit) {
        List<FieldError> errors = new ArrayList<>();
        if (kind != null && !KIND.matcher(kind).matches()) {
            errors.add(new FieldError("kind", "must be a reason such as bad_address"));
        }
        int most = PageLimit.read(limit, errors);
        PageCursor from = PageCursor.read(cursor, id -> ID.matcher(id).matches(), errors);
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return new SuppressionQuery(kind == null ? "" : kind, from, most);
    }
}

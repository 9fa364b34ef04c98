package dev.elch.notification.paging;

import dev.elch.access.problem.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many entries a page has: 1 to {@value #MAX}, {@value #USUAL} unless the caller asks otherwise. */
public final class PageLimit {

    public static final int MAX = 200;

    private static final int USUAL = 50;

    private PageLimit() {}

    /**
     * Reads the parameter {@code limit}.
     *
     * @param errors gets what is wrong
     */
    public static int read(@Nullable String text, List<FieldError> errors) {
        if (text == null) {
            return USUAL;
        }
        int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX) {
            errors.add(new FieldError("limit", "must be a number from 1 to " + MAX));
        }
        return limit;
    }
}

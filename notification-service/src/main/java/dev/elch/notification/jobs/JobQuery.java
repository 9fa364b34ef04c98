package dev.elch.notification.jobs;

import dev.elch.access.problem.FieldError;
import dev.elch.access.problem.InvalidRequestException;
import dev.elch.contract.EventKeys;
import dev.elch.notification.paging.PageCursor;
import dev.elch.notification.paging.PageLimit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs are asked for.
 *
 * @param userId whose
 * @param cursor where the page begins
 * @param limit how many at most
 */
record JobQuery(String userId, PageCursor cursor, int limit) {

    /** @throws InvalidRequestException with everything that is wrong */
    static JobQuery of(@Nullable String userId, @Nullable String cursor, @Nullable String limit) {
        List<FieldError> errors = new ArrayList<>();
        if (userId == null || userId.isBlank()) {
            errors.add(new FieldError("userId", "is missing"));
        }
        int most = PageLimit.read(limit, errors);
        PageCursor from = PageCursor.read(cursor, EventKeys::isAcceptable, errors);
        if (userId == null || !errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return new JobQuery(userId, from, most);
    }
}

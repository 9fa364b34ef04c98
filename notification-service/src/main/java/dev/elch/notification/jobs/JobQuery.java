package dev.elch.notification.jobs;

import dev.elch.notification.problem.FieldError;
import dev.elch.notification.problem.InvalidRequestException;
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
record JobQuery(String userId, JobCursor cursor, int limit) {

    static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 50;

    /** @throws InvalidRequestException with everything that is wrong */
    static JobQuery of(@Nullable String userId, @Nullable String cursor, @Nullable String limit) {
        List<FieldError> errors = new ArrayList<>();
        if (userId == null || userId.isBlank()) {
            errors.add(new FieldError("userId", "is missing"));
        }
        boolean isLimit = limit == null || (limit.matches("\\d{1,4}") && isInRange(Integer.parseInt(limit)));
        if (!isLimit) {
            errors.add(new FieldError("limit", "must be a number from 1 to " + MAX_LIMIT));
        }
        JobCursor from = JobCursor.START;
        try {
            from = cursor == null ? from : JobCursor.parse(cursor);
        } catch (InvalidRequestException e) {
            errors.addAll(e.errors());
        }
        if (userId == null || !errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return new JobQuery(userId, from, limit == null ? DEFAULT_LIMIT : Integer.parseInt(limit));
    }

    private static boolean isInRange(int limit) {
        return limit >= 1 && limit <= MAX_LIMIT;
    }
}

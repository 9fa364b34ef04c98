package dev.elch.dlq.search;

import dev.elch.dlq.problem.InvalidFieldException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The query parameters of a list: a filter, and which page of it. */
record DeadLetterQuery(DeadLetterFilter filter, Optional<String> cursor, int limit) {

    private static final String CURSOR = "cursor";
    private static final String LIMIT = "limit";
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    /** @throws InvalidFieldException for a parameter that is unknown, given twice, or makes no sense */
    static DeadLetterQuery of(Map<String, List<String>> parameters) {
        Map<String, String> single = new LinkedHashMap<>();
        parameters.forEach((name, values) -> {
            if (values.size() != 1 || values.get(0) == null) {
                throw new InvalidFieldException(name, "must be given once");
            }
            single.put(name, values.get(0));
        });
        Optional<String> cursor = Optional.ofNullable(single.remove(CURSOR));
        int limit = Optional.ofNullable(single.remove(LIMIT))
                .map(DeadLetterQuery::limit)
                .orElse(DEFAULT_LIMIT);
        return new DeadLetterQuery(DeadLetterFilter.of(single), cursor, limit);
    }

    private static int limit(String text) {
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_LIMIT) {
            throw new InvalidFieldException(LIMIT, "must be a number from 1 to " + MAX_LIMIT);
        }
        return Integer.parseInt(text);
    }
}

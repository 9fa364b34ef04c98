package dev.elch.embeddedmongo;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a query, or each part of its {@code $and}, says of single fields. Every document that it means is within these bounds;
 * not every document within them is meant.
 *
 * @param equal fields with one value
 * @param least instants and numbers at which, or above which, a field is
 * @param most instants and numbers at which, or below which, a field is
 */
record Bounds(Map<String, Object> equal, Map<String, Object> least, Map<String, Object> most) {

    static Bounds of(Document query) {
        Bounds bounds = new Bounds(new HashMap<>(), new HashMap<>(), new HashMap<>());
        bounds.read(query);
        return bounds;
    }

    private void read(Document query) {
        query.forEach((field, wanted) -> {
            if (field.equals("$and") && wanted instanceof Collection<?> parts) {
                parts.forEach(part -> {
                    if (part instanceof Document inner) {
                        read(inner);
                    }
                });
            } else if (isPlain(wanted)) {
                equal.put(field, wanted);
            } else if (wanted instanceof Document operators) {
                operators.forEach((operator, value) -> read(field, operator, value));
            }
        });
    }

    private void read(String field, String operator, @Nullable Object value) {
        switch (operator) {
            case "$eq" -> putPlain(field, value);
            case "$in" -> {
                if (value instanceof Collection<?> one && one.size() == 1) {
                    putPlain(field, one.iterator().next());
                }
            }
            case "$all" -> {
                if (value instanceof Collection<?> all && !all.isEmpty()) {
                    putPlain(field, all.iterator().next());
                }
            }
            case "$gt", "$gte" -> {
                if (isOrdered(value)) {
                    least.merge(field, value, (one, other) -> isBelow(one, other) ? other : one);
                }
            }
            case "$lt", "$lte" -> {
                if (isOrdered(value)) {
                    most.merge(field, value, (one, other) -> isBelow(one, other) ? one : other);
                }
            }
            default -> {}
        }
    }

    private void putPlain(String field, @Nullable Object value) {
        if (isPlain(value)) {
            equal.put(field, value);
        }
    }

    private static boolean isBelow(Object one, Object other) {
        return OrderedKey.of(one).compareTo(OrderedKey.of(other)) < 0;
    }

    private static boolean isOrdered(@Nullable Object value) {
        return value instanceof Number || value instanceof Instant;
    }

    private static boolean isPlain(@Nullable Object value) {
        return value instanceof String || value instanceof Boolean || isOrdered(value);
    }
}

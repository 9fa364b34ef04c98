package dev.elch.testkit.stack.database;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values as texts that sort like the values: numbers, texts, booleans and instants. What else there is has a place of its
 * own, by which it is found, though in no order that means anything.
 */
final class OrderedKey {

    private static final String END = "\0\0";

    private OrderedKey() {}

    /** The beginning of every key that begins with this value. */
    static String of(@Nullable Object value) {
        if (value == null) {
            return "1" + END;
        }
        if (value instanceof Number number) {
            return "2" + ordered(doubleBits(number.doubleValue())) + END;
        }
        if (value instanceof String text) {
            return "3" + text.replace("\0", "\0\1") + END;
        }
        if (value instanceof Boolean is) {
            return "8" + (is ? "1" : "0") + END;
        }
        return value instanceof Instant instant ? "9" + ordered(instant.toEpochMilli()) + END : "5" + value + END;
    }

    /** The keys of a document: one, or one for each element where a field is a list. */
    static Set<String> of(Document document, List<String> fields) {
        Set<String> keys = new LinkedHashSet<>(List.of(""));
        for (String field : fields) {
            Set<String> longer = new LinkedHashSet<>();
            for (Object element : elements(value(document, field))) {
                keys.forEach(key -> longer.add(key + of(element)));
            }
            keys = longer;
        }
        return keys;
    }

    private static Collection<@Nullable Object> elements(@Nullable Object value) {
        List<@Nullable Object> elements = new ArrayList<>();
        if (value instanceof Collection<?> list && !list.isEmpty()) {
            elements.addAll(list);
        } else {
            elements.add(value instanceof Collection<?> ? null : value);
        }
        return elements;
    }

    private static @Nullable Object value(Document document, String path) {
        Object value = document;
        for (String name : path.split("\\.", -1)) {
            value = value instanceof Document inner ? inner.get(name) : null;
        }
        return value;
    }

    private static long doubleBits(double number) {
        long bits = Double.doubleToLongBits(number == 0 ? 0.0 : number);
        return bits < 0 ? ~bits ^ Long.MIN_VALUE : bits;
    }

    private static String ordered(long number) {
        return "%016x".formatted(number ^ Long.MIN_VALUE);
    }
}

package dev.elch.embeddedmongo;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values as texts that sort like the values: numbers, texts, booleans and instants. What else there is has a place of its
 * own, by which it is found, though in no order that means anything.
 */
final class OrderedKey {

    private static final String END = "\0\0";
    private static final HexFormat HEX = HexFormat.of();

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
            return "3" + escaped(text) + END;
        }
        if (value instanceof Boolean is) {
            return "8" + (is ? "1" : "0") + END;
        }
        return value instanceof Instant instant
                ? "9" + ordered(instant.toEpochMilli()) + END
                : "5" + escaped(String.valueOf(value)) + END;
    }

    /** The names on the way to a field. */
    static List<String> path(String field) {
        return List.of(field.split("\\.", -1));
    }

    /** The keys of a document: one, or one for each element where a field is a list. */
    static Set<String> of(Document document, List<List<String>> paths) {
        Set<String> keys = Set.of("");
        for (List<String> path : paths) {
            Object value = value(document, path);
            if (value instanceof Collection<?> list && !list.isEmpty()) {
                Set<String> longer = new LinkedHashSet<>();
                for (Object element : list) {
                    String end = of(element);
                    keys.forEach(key -> longer.add(key + end));
                }
                keys = longer;
            } else {
                String end = of(value instanceof Collection<?> ? null : value);
                keys = keys.stream().map(key -> key + end).collect(Collectors.toCollection(LinkedHashSet::new));
            }
        }
        return keys;
    }

    /** Whether the field is the same in both, and so its part of the keys. */
    static boolean isSame(Document one, Document other, List<String> path) {
        return Objects.equals(value(one, path), value(other, path));
    }

    private static @Nullable Object value(Document document, List<String> path) {
        Object value = document;
        for (String name : path) {
            value = value instanceof Document inner ? inner.get(name) : null;
        }
        return value;
    }

    /** How many characters the keys of so many fields take at the beginning of {@code entry}. */
    static int lengthOf(String entry, int fields) {
        int end = 0;
        for (int i = 0; i < fields; i++) {
            end = entry.indexOf(END, end) + END.length();
        }
        return end;
    }

    /** Whether a key ends right before {@code place}. */
    static boolean isAtEnd(String entry, int place) {
        return entry.startsWith(END, place - END.length());
    }

    /** The last key of an entry that consists of keys, when that is a text. */
    static String lastText(String entry) {
        int end = entry.length() - END.length();
        int before = entry.lastIndexOf(END, end - END.length());
        int start = before < 0 ? 0 : before + END.length();
        return entry.substring(start + 1, end).replace("\0\1", "\0");
    }

    private static String escaped(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "\0\1");
    }

    private static long doubleBits(double number) {
        long bits = Double.doubleToLongBits(number == 0 ? 0.0 : number);
        return bits < 0 ? ~bits ^ Long.MIN_VALUE : bits;
    }

    /** Sixteen hexadecimal digits. */
    private static String ordered(long number) {
        return HEX.toHexDigits(number ^ Long.MIN_VALUE);
    }
}

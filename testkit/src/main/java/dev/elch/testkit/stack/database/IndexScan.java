package dev.elch.testkit.stack.database;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A range of an index that holds every document a query can mean.
 *
 * @param entries how many entries the range has
 * @param isInOrder whether they are read in the order that is asked for
 * @param isDescending whether they are read from the end
 * @param from where to begin
 */
record IndexScan(
        OrderedIndex index, String prefix, long entries, boolean isInOrder, boolean isDescending, String from) {

    /** Documents that are read for a page, more or less, when the order is right. */
    private static final long A_PAGE = 1_000;

    /** Null when the index is of no use: it begins with nothing the query names, and is not in the order asked for. */
    static @Nullable IndexScan of(OrderedIndex index, Document query, @Nullable Document order) {
        Map<String, Object> equal = new HashMap<>();
        Map<String, Object> atMost = new HashMap<>();
        read(query, equal, atMost);
        StringBuilder prefix = new StringBuilder();
        List<String> fields = index.fields();
        int fixed = 0;
        while (fixed < fields.size() && equal.containsKey(fields.get(fixed))) {
            prefix.append(OrderedKey.of(equal.get(fields.get(fixed))));
            fixed++;
        }
        int direction = direction(index.getKeys().subList(fixed, fields.size()), order);
        if (fixed == 0 && direction == 0) {
            return null;
        }
        boolean isDescending = direction < 0;
        Object bound = isDescending && fixed < fields.size() ? atMost.get(fields.get(fixed)) : null;
        String start = bound == null ? prefix.toString() : prefix + OrderedKey.of(bound);
        return new IndexScan(
                index,
                prefix.toString(),
                index.count(prefix.toString()),
                direction != 0,
                isDescending,
                isDescending ? OrderedIndex.last(start) : start);
    }

    /** A few entries out of order are sorted quickly; many are better read in order. */
    boolean isBetterThan(IndexScan other) {
        if (isInOrder != other.isInOrder) {
            IndexScan unordered = isInOrder ? other : this;
            return isInOrder == (unordered.entries > A_PAGE);
        }
        return entries < other.entries;
    }

    Iterable<Object> places() {
        return isDescending ? index.descending(prefix, from) : index.ascending(prefix, from);
    }

    /** 1 or -1 when reading the rest of the keys upwards or downwards is the order asked for; otherwise 0. */
    private static int direction(List<IndexKey> rest, @Nullable Document order) {
        if (order == null || order.isEmpty() || order.size() > rest.size()) {
            return 0;
        }
        int direction = 0;
        Iterator<IndexKey> keys = rest.iterator();
        for (Map.Entry<String, Object> wanted : order.entrySet()) {
            int way = wanted.getValue() instanceof Number number ? Integer.signum(number.intValue()) : 0;
            boolean isSame = keys.next().getKey().equals(wanted.getKey()) && (direction == 0 || direction == way);
            if (!isSame || way == 0) {
                return 0;
            }
            direction = way;
        }
        return direction;
    }

    /** What the query, or each part of its {@code $and}, says of a field: one value, or none greater than an instant. */
    private static void read(Document query, Map<String, Object> equal, Map<String, Object> atMost) {
        query.forEach((field, wanted) -> {
            if (field.equals("$and") && wanted instanceof Collection<?> parts) {
                parts.forEach(part -> {
                    if (part instanceof Document inner) {
                        read(inner, equal, atMost);
                    }
                });
            } else if (isPlain(wanted)) {
                equal.put(field, wanted);
            } else if (wanted instanceof Document operators) {
                operators.forEach((operator, value) -> {
                    if (operator.equals("$eq") && isPlain(value)) {
                        equal.put(field, value);
                    } else if (operator.equals("$in") && value instanceof Collection<?> one && one.size() == 1) {
                        Object only = one.iterator().next();
                        if (isPlain(only)) {
                            equal.put(field, only);
                        }
                    } else if (operator.equals("$all") && value instanceof Collection<?> all && !all.isEmpty()) {
                        Object first = all.iterator().next();
                        if (isPlain(first)) {
                            equal.put(field, first);
                        }
                    } else if ((operator.equals("$lte") || operator.equals("$lt"))
                            && value instanceof Instant instant) {
                        atMost.merge(field, instant, IndexScan::earlier);
                    }
                });
            }
        });
    }

    private static Object earlier(Object one, Object other) {
        return ((Instant) one).isBefore((Instant) other) ? one : other;
    }

    private static boolean isPlain(@Nullable Object value) {
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Number
                || value instanceof Instant;
    }
}

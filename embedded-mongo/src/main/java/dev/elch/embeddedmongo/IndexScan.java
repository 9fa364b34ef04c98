package dev.elch.embeddedmongo;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A range of an index that holds every document a query can mean.
 *
 * @param from the first entry, or what it would be
 * @param to behind the last entry
 * @param entries how many entries the range has
 * @param isInOrder whether they are read in the order that is asked for
 * @param isDescending whether they are read from the end
 */
record IndexScan(OrderedIndex index, String from, String to, long entries, boolean isInOrder, boolean isDescending) {

    /** Documents that are read for a page, more or less, when the order is right. */
    private static final long A_PAGE = 1_000;

    /** Null when the index is of no use: it begins with nothing the query names, and is not in the order asked for. */
    static @Nullable IndexScan of(OrderedIndex index, Bounds wanted, @Nullable Document order) {
        StringBuilder prefix = new StringBuilder();
        List<String> fields = index.fields();
        int fixed = 0;
        while (fixed < fields.size() && wanted.equal().containsKey(fields.get(fixed))) {
            prefix.append(OrderedKey.of(wanted.equal().get(fields.get(fixed))));
            fixed++;
        }
        int direction = direction(index.getKeys().subList(fixed, fields.size()), order);
        String bounded = fixed < fields.size() ? fields.get(fixed) : "";
        Object least = wanted.least().get(bounded);
        Object most = wanted.most().get(bounded);
        if (fixed == 0 && direction == 0 && least == null && most == null) {
            return null;
        }
        if (least != null && most != null && index.hasLists()) {
            // One element may be above and another one below: only where reading begins is a bound for both.
            least = direction < 0 ? null : least;
            most = direction < 0 ? most : null;
        }
        String from = least == null ? prefix.toString() : prefix + OrderedKey.of(least);
        String to = OrderedIndex.behind(most == null ? prefix.toString() : prefix + OrderedKey.of(most));
        return new IndexScan(index, from, to, index.count(from, to), direction != 0, direction < 0);
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
        return isDescending ? index.descending(from, to) : index.ascending(from, to);
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
}

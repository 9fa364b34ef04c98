package dev.elch.embeddedmongo;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which fields of its documents a query looks at and returns: what else is stored needs not be decoded. */
final class NeededFields {

    private NeededFields() {}

    /** Names of fields at the top of a document; null: all. */
    static @Nullable Set<String> of(Document query, @Nullable Document order, @Nullable Document projection) {
        if (projection == null || projection.isEmpty() || !includes(projection)) {
            return null;
        }
        Set<String> needed = new HashSet<>();
        needed.add("_id");
        projection.keySet().forEach(path -> needed.add(Utils.firstFragment(path)));
        if (order != null) {
            order.keySet().forEach(path -> needed.add(Utils.firstFragment(path)));
        }
        return addAll(query, needed) ? needed : null;
    }

    /** Whether it names what it wants; one that only leaves something out wants all the rest. */
    private static boolean includes(Document projection) {
        Document others = new Document(projection);
        Object id = others.remove("_id");
        return others.isEmpty() ? isYes(id) : others.values().stream().allMatch(NeededFields::isYes);
    }

    private static boolean isYes(@Nullable Object value) {
        return value instanceof Number number ? number.intValue() == 1 : Boolean.TRUE.equals(value);
    }

    /** False when the query asks for something else than fields. */
    private static boolean addAll(Document query, Set<String> needed) {
        boolean isAboutFields = true;
        for (Map.Entry<String, Object> part : query.entrySet()) {
            if (!part.getKey().startsWith("$")) {
                needed.add(Utils.firstFragment(part.getKey()));
            } else if (part.getValue() instanceof Collection<?> parts
                    && Set.of("$and", "$or", "$nor").contains(part.getKey())) {
                isAboutFields &= parts.stream().allMatch(inner -> inner instanceof Document of && addAll(of, needed));
            } else {
                isAboutFields = false;
            }
        }
        return isAboutFields;
    }
}

package dev.elch.embeddedmongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query that names the ids of its documents, in two parts. The server compares each document that it found by its id with
 * all of them again, which is a million comparisons for a thousand ids.
 *
 * @param ids each once, in order; texts and object ids, under which documents are stored as they are
 * @param rest what else is asked for
 */
record IdClause(List<Object> ids, Document rest) {

    private static final String ID = "_id";
    private static final String AND = "$and";

    /** Null when the query does not say {@code _id: {$in: [...]}}, at its top or within an {@code $and}. */
    static @Nullable IdClause of(Document query) {
        List<Document> others = parts(query);
        for (Document part : others) {
            List<Object> ids = ids(part);
            if (ids != null) {
                others.remove(part);
                return new IdClause(ids, others.isEmpty() ? new Document() : new Document(AND, others));
            }
        }
        return null;
    }

    /** What has to be true, each alone. */
    private static List<Document> parts(Document query) {
        List<Document> parts = new ArrayList<>();
        query.forEach((field, wanted) -> {
            if (field.equals(AND)
                    && wanted instanceof Collection<?> inner
                    && inner.stream().allMatch(Document.class::isInstance)) {
                inner.forEach(part -> parts.addAll(parts((Document) part)));
            } else {
                parts.add(new Document(field, wanted));
            }
        });
        return parts;
    }

    private static @Nullable List<Object> ids(Document query) {
        return query.get(ID) instanceof Document operators
                        && operators.size() == 1
                        && operators.get("$in") instanceof Collection<?> wanted
                        && wanted.stream().allMatch(IdClause::isPlain)
                ? wanted.stream()
                        .<Object>map(id -> id)
                        .distinct()
                        .sorted(BsonValueType.INSTANCE)
                        .toList()
                : null;
    }

    private static boolean isPlain(@Nullable Object id) {
        return id instanceof String || id instanceof ObjectId;
    }

    /** The same question about some of the ids. */
    Document about(List<Object> some) {
        Document query = new Document(ID, new Document("$in", some));
        query.putAll(rest);
        return query;
    }

    /** The question in parts about few ids each. */
    List<Document> inPartsOf(int most) {
        List<Document> parts = new ArrayList<>();
        for (int first = 0; first < ids.size(); first += most) {
            parts.add(about(ids.subList(first, Math.min(ids.size(), first + most))));
        }
        return parts;
    }
}

package dev.elch.embeddedmongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The index of {@code _id}, used for every query that names an {@code _id}, whatever else it asks for. Without this the
 * server scans the collection for each guarded update such as {@code {_id, state, fence}}; a real MongoDB does not.
 *
 * @param <P> how the collection names the place of a document
 */
final class IdFirstIndex<P> extends Index<P> {

    private static final String ID = "_id";

    private final Index<P> index;

    IdFirstIndex(Index<P> index) {
        super(index.getName(), index.getKeys(), false);
        this.index = index;
    }

    static boolean isOfId(Index<?> index) {
        return index.getKeys().size() == 1 && index.getKeys().get(0).getKey().equals(ID);
    }

    @Override
    public boolean canHandle(Document query) {
        Document byId = byId(query);
        return byId != null && index.canHandle(byId);
    }

    /** Where the document with that {@code _id} is; the collection compares it with the whole query. */
    @Override
    public Iterable<P> getPositions(Document query) {
        Document byId = byId(query);
        return index.getPositions(byId == null ? query : byId);
    }

    /** The part of the query about {@code _id}, at its top or in an {@code $and} there; null when there is none. */
    private static @Nullable Document byId(Document query) {
        if (query.containsKey(ID)) {
            return new Document(ID, query.get(ID));
        }
        if (query.get("$and") instanceof Collection<?> clauses) {
            for (Object clause : clauses) {
                if (clause instanceof Document part && part.containsKey(ID)) {
                    return new Document(ID, part.get(ID));
                }
            }
        }
        return null;
    }

    @Override
    public P getPosition(Document document) {
        return index.getPosition(document);
    }

    @Override
    public void checkAdd(Document document, MongoCollection<P> collection) {
        index.checkAdd(document, collection);
    }

    @Override
    public void add(Document document, P position, MongoCollection<P> collection) {
        index.add(document, position, collection);
    }

    @Override
    public P remove(Document document) {
        return index.remove(document);
    }

    @Override
    public long getCount() {
        return index.getCount();
    }

    @Override
    public boolean isEmpty() {
        return index.isEmpty();
    }

    @Override
    public long getDataSize() {
        return index.getDataSize();
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<P> collection) {
        index.checkUpdate(before, after, collection);
    }

    @Override
    public void updateInPlace(Document before, Document after, P position, MongoCollection<P> collection) {
        index.updateInPlace(before, after, position, collection);
    }

    @Override
    public boolean isUnique() {
        return index.isUnique();
    }

    @Override
    public void drop() {
        index.drop();
    }
}

package dev.elch.testkit.stack.database;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * A secondary index: where each document is, in the order of its keys. It answers nothing by itself:
 * {@link OrderedCollection} reads ranges of it.
 */
final class OrderedIndex extends Index<Object> {

    private static final char AFTER = '\uffff';

    private final MVStore store;
    private final MVMap<String, Object> places;
    private final List<String> fields;

    OrderedIndex(MVStore store, String map, String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        this.store = store;
        this.places = store.openMap(map, new MVMap.Builder<String, Object>().keyType(StringDataType.INSTANCE));
        this.fields = keys.stream().map(IndexKey::getKey).toList();
    }

    List<String> fields() {
        return fields;
    }

    /** How many entries begin with {@code prefix}. */
    long count(String prefix) {
        return rank(places.ceilingKey(prefix + AFTER)) - rank(places.ceilingKey(prefix));
    }

    private long rank(@Nullable String key) {
        return key == null ? places.sizeAsLong() : places.getKeyIndex(key);
    }

    /**
     * Where the documents are whose keys begin with {@code prefix}.
     *
     * @param from where to begin; at or behind the first of them
     */
    Iterable<Object> ascending(String prefix, String from) {
        return () -> walk(places.cursor(from, null, false), prefix);
    }

    /** The same from the end. */
    Iterable<Object> descending(String prefix, String from) {
        String first = places.floorKey(from);
        return first == null ? List.of() : () -> walk(places.cursor(first, null, true), prefix);
    }

    static String last(String prefix) {
        return prefix + AFTER;
    }

    private static Iterator<Object> walk(org.h2.mvstore.Cursor<String, Object> cursor, String prefix) {
        return new Iterator<>() {
            private boolean isRead;
            private boolean isThere;

            @Override
            public boolean hasNext() {
                if (!isRead) {
                    isThere = cursor.hasNext() && cursor.next().startsWith(prefix);
                    isRead = true;
                }
                return isThere;
            }

            @Override
            public Object next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                isRead = false;
                return cursor.getValue();
            }
        };
    }

    private Set<String> keysOf(Document document) {
        Set<String> keys = OrderedKey.of(document, fields);
        return isSparse() && keys.equals(OrderedKey.of(new Document(), fields)) ? Set.of() : keys;
    }

    /** Entries of equal keys must not replace each other: the id makes them different. */
    private static String entry(String key, Object place) {
        return key + place;
    }

    @Override
    public void add(Document document, Object place, MongoCollection<Object> collection) {
        keysOf(document).forEach(key -> places.put(entry(key, place), place));
    }

    @Override
    public Object remove(Document document) {
        Object place = placeOf(document);
        keysOf(document).forEach(key -> places.remove(entry(key, place)));
        return place;
    }

    /** The store keeps a document under its id. */
    private static Object placeOf(Document document) {
        return Objects.requireNonNull(document.get("_id"), "_id");
    }

    @Override
    public void updateInPlace(Document before, Document after, Object place, MongoCollection<Object> collection) {
        Set<String> old = keysOf(before);
        Set<String> now = keysOf(after);
        old.stream().filter(key -> !now.contains(key)).forEach(key -> places.remove(entry(key, place)));
        now.stream().filter(key -> !old.contains(key)).forEach(key -> places.put(entry(key, place), place));
    }

    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        throw new UnsupportedOperationException("ranges of " + getName() + " are read by the collection");
    }

    @Override
    public Object getPosition(Document document) {
        return placeOf(document);
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {}

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {}

    @Override
    public long getCount() {
        return places.sizeAsLong();
    }

    @Override
    public boolean isEmpty() {
        return places.isEmpty();
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    @Override
    public boolean isUnique() {
        return false;
    }

    @Override
    public void drop() {
        store.removeMap(places);
    }
}

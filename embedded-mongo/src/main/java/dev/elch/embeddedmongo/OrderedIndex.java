package dev.elch.embeddedmongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Predicate;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.db.NullValueDataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.h2.value.Value;
import org.h2.value.ValueNull;

/**
 * A secondary index: where each document is, in the order of its keys. It answers nothing by itself:
 * {@link OrderedCollection} reads ranges of it.
 *
 * <p>An entry is the key with the place of its document behind it, or in it where the key ends with the id.
 */
final class OrderedIndex extends Index<Object> {

    private static final String ID = "_id";
    private static final String FACTS = "._facts";
    private static final String LISTS = "lists";
    private static final Value HERE = ValueNull.INSTANCE;
    private static final char AFTER = '\uffff';

    private final MVStore store;
    private final MVMap<String, Value> entries;
    private final MVMap<String, Long> facts;
    private final List<String> fields;
    private final List<List<String>> paths;
    private final Set<String> nothing;
    private final boolean endsWithId;

    OrderedIndex(MVStore store, String map, String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        this.store = store;
        this.entries = store.openMap(
                map,
                new MVMap.Builder<String, Value>()
                        .keyType(IndexEntryType.INSTANCE)
                        .valueType(NullValueDataType.INSTANCE));
        this.facts = store.openMap(
                map + FACTS,
                new MVMap.Builder<String, Long>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(LongDataType.INSTANCE));
        this.fields = keys.stream().map(IndexKey::getKey).toList();
        this.paths = fields.stream().map(OrderedKey::path).toList();
        this.nothing = OrderedKey.of(new Document(), paths);
        this.endsWithId = fields.get(fields.size() - 1).equals(ID);
    }

    List<String> fields() {
        return fields;
    }

    /** Whether some document has a list where this index has a key, and so may have entries on both sides of a bound. */
    boolean hasLists() {
        return facts.containsKey(LISTS);
    }

    /** How many entries lie from {@code from} on and before {@code to}. */
    long count(String from, String to) {
        return Math.max(0, rank(to) - rank(from));
    }

    private long rank(String bound) {
        String key = entries.ceilingKey(bound);
        return key == null ? entries.sizeAsLong() : entries.getKeyIndex(key);
    }

    /** Where the documents are whose entries lie from {@code from} on and before {@code to}. */
    Iterable<Object> ascending(String from, String to) {
        return () -> walk(entries.cursor(from, null, false), entry -> entry.compareTo(to) < 0);
    }

    /** The same from the end. */
    Iterable<Object> descending(String from, String to) {
        String last = entries.lowerKey(to);
        return last == null
                ? List.of()
                : () -> walk(entries.cursor(last, null, true), entry -> entry.compareTo(from) >= 0);
    }

    /** Behind everything that begins with {@code prefix}. */
    static String behind(String prefix) {
        return prefix + AFTER;
    }

    private Iterator<Object> walk(Cursor<String, Value> cursor, Predicate<String> isWithin) {
        return new Iterator<>() {
            private String entry = "";
            private boolean isRead;
            private boolean isThere;

            @Override
            public boolean hasNext() {
                if (!isRead) {
                    isThere = cursor.hasNext();
                    if (isThere) {
                        entry = cursor.next();
                        isThere = isWithin.test(entry);
                    }
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
                return place(entry);
            }
        };
    }

    /** Entries of equal keys must not replace each other: the id makes them different. */
    private String entry(String key, Object place) {
        return endsWithId && place instanceof String ? key : key + OrderedPlace.write(place);
    }

    private Object place(String entry) {
        return endsWithId && OrderedKey.isAtEnd(entry, entry.length())
                ? OrderedKey.lastText(entry)
                : OrderedPlace.read(entry.substring(OrderedKey.lengthOf(entry, fields.size())));
    }

    private Set<String> keysOf(Document document) {
        Set<String> keys = OrderedKey.of(document, paths);
        if (keys.size() > 1 && !hasLists()) {
            facts.put(LISTS, 1L);
        }
        return isSparse() && keys.equals(nothing) ? Set.of() : keys;
    }

    @Override
    public void add(Document document, Object place, MongoCollection<Object> collection) {
        keysOf(document).forEach(key -> entries.put(entry(key, place), HERE));
    }

    @Override
    public Object remove(Document document) {
        Object place = placeOf(document);
        keysOf(document).forEach(key -> entries.remove(entry(key, place)));
        return place;
    }

    /** The store keeps a document under its id. */
    private static Object placeOf(Document document) {
        return Missing.ofNullable(document.get(ID));
    }

    @Override
    public void updateInPlace(Document before, Document after, Object place, MongoCollection<Object> collection) {
        if (paths.stream().allMatch(path -> OrderedKey.isSame(before, after, path))) {
            return;
        }
        Set<String> old = keysOf(before);
        Set<String> now = keysOf(after);
        old.stream().filter(key -> !now.contains(key)).forEach(key -> entries.remove(entry(key, place)));
        now.stream().filter(key -> !old.contains(key)).forEach(key -> entries.put(entry(key, place), HERE));
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
        return entries.sizeAsLong();
    }

    @Override
    public boolean isEmpty() {
        return entries.isEmpty();
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
        store.removeMap(entries);
        store.removeMap(facts);
    }
}

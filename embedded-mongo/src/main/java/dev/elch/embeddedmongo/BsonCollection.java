package dev.elch.embeddedmongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Comparator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * A collection whose documents are kept as BSON, in the order of their ids. A reader gets a copy, so that it never sees
 * an update before it is done.
 */
class BsonCollection extends AbstractSynchronizedMongoCollection<Object> {

    private static final String DATA_SIZE = "dataSize";

    private final MVMap<Object, byte[]> documents;
    private final MVMap<String, Long> facts;

    /** The names of the maps in the store are those by which the backend finds and drops collections. */
    BsonCollection(
            MongoDatabase database,
            String collection,
            CollectionOptions options,
            MVStore store,
            CursorRegistry cursors) {
        super(database, collection, options, cursors);
        String name = database.getDatabaseName() + "." + collection;
        this.documents = store.openMap(
                "databases." + name,
                new MVMap.Builder<Object, byte[]>()
                        .keyType(BsonValueType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
        this.facts = store.openMap(
                "meta." + name,
                new MVMap.Builder<String, Long>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(LongDataType.INSTANCE));
    }

    @Override
    protected final Object addDocumentInternal(Document document) {
        Object place = getIdField() == null
                ? UUID.randomUUID()
                : Missing.ofNullable(Utils.getSubdocumentValue(document, getIdField()));
        byte[] bson = BsonDocuments.encode(document);
        if (documents.putIfAbsent(place, bson) != null) {
            throw new IllegalStateException("there is a document at " + place + " in " + this + " already");
        }
        updateDataSize(bson.length);
        return place;
    }

    @Override
    protected final void handleUpdate(Object place, Document before, Document after) {
        byte[] bson = BsonDocuments.encode(after);
        byte[] replaced = documents.put(place, bson);
        updateDataSize(bson.length - (replaced == null ? 0 : replaced.length));
    }

    @Override
    protected final void removeDocument(Object place) {
        byte[] removed = documents.remove(place);
        if (removed == null) {
            throw new NoSuchElementException("there is no document at " + place + " in " + this);
        }
        updateDataSize(-removed.length);
    }

    @Override
    protected final @Nullable Document getDocument(Object place) {
        return getDocument(place, null);
    }

    /** @param needed names of fields at the top; null: all */
    final @Nullable Document getDocument(Object place, @Nullable Set<String> needed) {
        byte[] bson = documents.get(place);
        return bson == null ? null : BsonDocuments.decode(bson, needed);
    }

    @Override
    protected final Stream<DocumentWithPosition<Object>> streamAllDocumentsWithPosition() {
        return all(null);
    }

    private Stream<DocumentWithPosition<Object>> all(@Nullable Set<String> needed) {
        return documents.entrySet().stream()
                .map(entry ->
                        new DocumentWithPosition<>(BsonDocuments.decode(entry.getValue(), needed), entry.getKey()));
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, Document order, int skip, int limit, int batch, Document projection) {
        Stream<DocumentWithPosition<Object>> all = all(NeededFields.of(query, order, projection));
        Stream<DocumentWithPosition<Object>> inOrder = isNaturalDescending(order)
                ? all.sorted(Comparator.comparing(
                        (DocumentWithPosition<Object> found) -> found.getPosition(), ValueComparator.desc()))
                : all;
        return matchDocumentsFromStream(
                inOrder.map(DocumentWithPosition::getDocument), query, order, skip, limit, batch, projection);
    }

    @Override
    public final int count() {
        return documents.size();
    }

    @Override
    public final boolean isEmpty() {
        return documents.isEmpty();
    }

    /** The size is known from what is stored; no document is encoded once more for it. */
    @Override
    protected final boolean tracksDataSize() {
        return false;
    }

    @Override
    protected final void updateDataSize(int delta) {
        if (delta != 0) {
            facts.put(DATA_SIZE, facts.getOrDefault(DATA_SIZE, 0L) + delta);
        }
    }

    @Override
    protected final int getDataSize() {
        return (int) Math.min(Integer.MAX_VALUE, facts.getOrDefault(DATA_SIZE, 0L));
    }
}

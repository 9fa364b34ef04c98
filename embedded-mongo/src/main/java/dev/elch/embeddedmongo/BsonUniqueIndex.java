package dev.elch.embeddedmongo;

import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** A unique index, kept as BSON. */
final class BsonUniqueIndex extends AbstractUniqueIndex<Object> {

    private final MVMap<KeyValue, Object> places;

    BsonUniqueIndex(MVStore store, String map, String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        this.places = store.openMap(
                map,
                new MVMap.Builder<KeyValue, Object>()
                        .keyType(KeyValueType.INSTANCE)
                        .valueType(BsonValueType.INSTANCE));
    }

    @Override
    protected @Nullable Object removeDocument(KeyValue key) {
        return places.remove(key);
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Object place) {
        return places.putIfAbsent(key, Missing.ofNullable(place)) == null;
    }

    @Override
    protected Iterable<Map.Entry<KeyValue, Object>> getIterable() {
        return places.entrySet();
    }

    @Override
    protected @Nullable Object getPosition(KeyValue key) {
        return places.get(key);
    }

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
        return getCount();
    }
}

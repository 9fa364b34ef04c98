package dev.elch.embeddedmongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import java.util.List;
import org.h2.mvstore.MVStore;

/**
 * The H2 store with everything as BSON instead of Java's serialization, with an {@link IdFirstIndex} in every collection, and
 * with secondary indexes, which it does not have.
 */
final class IdFirstBackend extends H2Backend {

    IdFirstBackend(MVStore store) {
        super(store);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new IdFirstDatabase(name, getMvStore(), getCursorRegistry());
    }

    /** An inner class, because the constructor of its parent opens collections already, and they need the store. */
    private final class IdFirstDatabase extends H2Database {

        private IdFirstDatabase(String name, MVStore store, CursorRegistry cursors) {
            super(name, store, cursors);
        }

        @Override
        protected Index<Object> openOrCreateUniqueIndex(
                String collection, String name, List<IndexKey> keys, boolean sparse) {
            String map = getDatabaseName() + "." + collection + "._index_" + name;
            Index<Object> index = new BsonUniqueIndex(getMvStore(), map, name, keys, sparse);
            return IdFirstIndex.isOfId(index) ? new IdFirstIndex<>(index) : index;
        }

        @Override
        protected Index<Object> openOrCreateSecondaryIndex(
                String collection, String name, List<IndexKey> keys, boolean sparse) {
            String map = getDatabaseName() + "." + collection + "._ordered_" + name;
            return new OrderedIndex(getMvStore(), map, name, keys, sparse);
        }

        @Override
        protected MongoCollection<Object> openOrCreateCollection(String collection, CollectionOptions options) {
            return new OrderedCollection(this, collection, options, getMvStore(), getCursorRegistry());
        }
    }
}

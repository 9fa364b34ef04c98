package dev.elch.testkit.stack.database;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import java.util.List;
import org.h2.mvstore.MVStore;

/** The H2 store with an {@link IdFirstIndex} in every collection. */
final class IdFirstBackend extends H2Backend {

    IdFirstBackend(MVStore store) {
        super(store);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new IdFirstDatabase(name, getMvStore(), getCursorRegistry());
    }

    private static final class IdFirstDatabase extends H2Database {

        private IdFirstDatabase(String name, MVStore store, CursorRegistry cursors) {
            super(name, store, cursors);
        }

        @Override
        protected Index<Object> openOrCreateUniqueIndex(
                String collection, String name, List<IndexKey> keys, boolean sparse) {
            Index<Object> index = super.openOrCreateUniqueIndex(collection, name, keys, sparse);
            return IdFirstIndex.isOfId(index) ? new IdFirstIndex<>(index) : index;
        }
    }
}

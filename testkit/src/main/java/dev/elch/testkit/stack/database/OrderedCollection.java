package dev.elch.testkit.stack.database;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVStore;

/**
 * A collection that reads a query from the secondary index with the fewest entries for it, in the order that is asked for if
 * the index has it, and stops when it has enough.
 */
final class OrderedCollection extends BsonCollection {

    OrderedCollection(
            MongoDatabase database, String name, CollectionOptions options, MVStore store, CursorRegistry cursors) {
        super(database, name, options, store, cursors);
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, Document order, int skip, int limit, int batch, Document projection) {
        Optional<IndexScan> scan = isAnsweredByUniqueIndex(query) ? Optional.empty() : best(query, order);
        return scan.isPresent()
                ? matchDocuments(query, places(scan.get(), query, skip, limit), order, skip, limit, batch, projection)
                : super.queryDocuments(query, order, skip, limit, batch, projection);
    }

    private boolean isAnsweredByUniqueIndex(Document query) {
        return getIndexes().stream().anyMatch(index -> index.canHandle(query));
    }

    private Optional<IndexScan> best(Document query, Document order) {
        IndexScan best = null;
        for (Index<Object> index : getIndexes()) {
            if (index instanceof OrderedIndex ordered) {
                IndexScan scan = IndexScan.of(ordered, query, order);
                if (scan != null && (best == null || scan.isBetterThan(best))) {
                    best = scan;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Where to look for the answer, which is compared with the whole query afterwards. */
    private List<Object> places(IndexScan scan, Document query, int skip, int limit) {
        boolean isPage = scan.isInOrder() && limit > 0;
        return isPage ? matching(scan, query, skip + limit) : all(scan);
    }

    private static List<Object> all(IndexScan scan) {
        List<Object> places = new ArrayList<>();
        scan.places().forEach(places::add);
        return places;
    }

    private List<Object> matching(IndexScan scan, Document query, int enough) {
        List<Object> places = new ArrayList<>();
        for (Object place : scan.places()) {
            if (documentMatchesQuery(getDocument(place), query)) {
                places.add(place);
                if (places.size() >= enough) {
                    break;
                }
            }
        }
        return places;
    }
}

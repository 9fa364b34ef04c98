package dev.elch.embeddedmongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * A collection that reads a query from the secondary index with the fewest entries for it, in the order that is asked for if
 * the index has it, and stops when it has enough.
 */
final class OrderedCollection extends BsonCollection {

    private static final int FEW_IDS = 16;
    private static final String MATCHED = "n";
    private static final String MODIFIED = "nModified";

    OrderedCollection(
            MongoDatabase database, String name, CollectionOptions options, MVStore store, CursorRegistry cursors) {
        super(database, name, options, store, cursors);
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, Document order, int skip, int limit, int batch, Document projection) {
        IdClause byId = IdClause.of(query);
        Set<String> needed = NeededFields.of(query, order, projection);
        if (byId != null) {
            Stream<Document> found =
                    byId.ids().stream().map(id -> getDocument(id, needed)).filter(Objects::nonNull);
            return matchDocumentsFromStream(found, byId.rest(), order, skip, limit, batch, projection);
        }
        Optional<IndexScan> scan = isAnsweredByUniqueIndex(query) ? Optional.empty() : best(query, order);
        if (scan.isEmpty()) {
            return super.queryDocuments(query, order, skip, limit, batch, projection);
        }
        if (scan.get().isInOrder() && limit > 0) {
            Stream<Document> page = page(scan.get(), query, needed, skip + limit).stream();
            return matchDocumentsFromStream(page, new Document(), order, skip, limit, batch, projection);
        }
        Stream<Document> found = all(scan.get()).stream().map(place -> getDocument(place, needed));
        return matchDocumentsFromStream(found, query, order, skip, limit, batch, projection);
    }

    /** An update of many ids in parts, because each document is compared with all ids that are named. */
    @Override
    public synchronized Document updateDocuments(
            Document query, Document update, ArrayFilters filters, boolean isMulti, boolean isUpsert, Oplog oplog) {
        IdClause byId = isMulti && !isUpsert ? IdClause.of(query) : null;
        if (byId == null || byId.ids().size() <= FEW_IDS) {
            return super.updateDocuments(query, update, filters, isMulti, isUpsert, oplog);
        }
        int matched = 0;
        int modified = 0;
        for (Document part : byId.inPartsOf(FEW_IDS)) {
            Document result = super.updateDocuments(part, update, filters, true, false, oplog);
            matched += number(result, MATCHED);
            modified += number(result, MODIFIED);
        }
        return new Document(MATCHED, matched).append(MODIFIED, modified);
    }

    private static int number(Document result, String name) {
        return result.get(name) instanceof Integer number ? number : 0;
    }

    private boolean isAnsweredByUniqueIndex(Document query) {
        return getIndexes().stream().anyMatch(index -> index.canHandle(query));
    }

    private Optional<IndexScan> best(Document query, Document order) {
        IndexScan best = null;
        Bounds bounds = Bounds.of(query);
        for (Index<Object> index : getIndexes()) {
            if (index instanceof OrderedIndex ordered) {
                IndexScan scan = IndexScan.of(ordered, bounds, order);
                if (scan != null && (best == null || scan.isBetterThan(best))) {
                    best = scan;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Where to look; what is there is compared with the whole query afterwards. */
    private static Collection<Object> all(IndexScan scan) {
        Set<Object> places = new LinkedHashSet<>();
        scan.places().forEach(places::add);
        return places;
    }

    /** The first documents that are meant. One with a list has several entries: the first of them is where it belongs. */
    private List<Document> page(IndexScan scan, Document query, @Nullable Set<String> needed, int enough) {
        Set<Object> seen = new HashSet<>();
        List<Document> found = new ArrayList<>();
        for (Object place : scan.places()) {
            Document document = seen.add(place) ? getDocument(place, needed) : null;
            if (document != null && documentMatchesQuery(document, query)) {
                found.add(document);
                if (found.size() >= enough) {
                    break;
                }
            }
        }
        return found;
    }
}

package dev.elch.dlq.search;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.MongoDeadLetterDocument;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds dead letters by a filter, page by page. */
public final class MongoDeadLetterSearch {

    private static final Bson NEWEST_FIRST =
            Sorts.descending(MongoDeadLetterDocument.FAILED_AT, MongoDeadLetterDocument.ID);

    private static final Bson FACETS = Projections.fields(
            Projections.include(
                    Facets.COUNTED.stream().map(MongoDeadLetterFilter::field).toList()),
            Projections.excludeId());

    private final MongoCollection<Document> deadLetters;

    public MongoDeadLetterSearch(MongoDatabase database) {
        this.deadLetters = database.getCollection(MongoDeadLetters.COLLECTION);
    }

    /**
     * At most {@code limit} dead letters, newest first.
     *
     * @param cursor where the page before ended; empty: from the newest
     * @throws InvalidFieldException when the cursor is not valid
     */
    public Mono<DeadLetterPage> page(DeadLetterFilter filter, Optional<String> cursor, int limit) {
        Bson meant = MongoDeadLetterFilter.of(filter);
        Bson onPage = cursor.map(text -> and(meant, behind(DeadLetterCursor.parse(text, filter))))
                .orElse(meant);
        return Flux.from(deadLetters.find(onPage).sort(NEWEST_FIRST).limit(limit + 1))
                .map(MongoDeadLetterDocument::read)
                .collectList()
                .map(found -> page(found, filter, limit));
    }

    /** What the newest {@value Facets#MOST} dead letters that meet the filter have in common. */
    public Mono<Facets> facets(DeadLetterFilter filter) {
        return Flux.from(deadLetters
                        .find(MongoDeadLetterFilter.of(filter))
                        .sort(NEWEST_FIRST)
                        .projection(FACETS)
                        .limit(Facets.MOST + 1))
                .collect(Facets.Builder::new, (facets, document) -> facets.add(MongoDeadLetterSearch::value, document))
                .map(Facets.Builder::build);
    }

    private static Bson behind(DeadLetterCursor cursor) {
        Date failedAt = Date.from(cursor.failedAt());
        return and(
                lte(MongoDeadLetterDocument.FAILED_AT, failedAt),
                or(lt(MongoDeadLetterDocument.FAILED_AT, failedAt), lt(MongoDeadLetterDocument.ID, cursor.id())));
    }

    private static @Nullable String value(Criterion criterion, Document deadLetter) {
        return deadLetter.getEmbedded(
                List.of(MongoDeadLetterFilter.field(criterion).split("\\.")), String.class);
    }

    private static DeadLetterPage page(List<DeadLetter> found, DeadLetterFilter filter, int limit) {
        if (found.size() <= limit) {
            return new DeadLetterPage(found, Optional.empty());
        }
        DeadLetterCursor next = DeadLetterCursor.behind(found.get(limit - 1), filter);
        return new DeadLetterPage(found.subList(0, limit), Optional.of(next.toString()));
    }
}

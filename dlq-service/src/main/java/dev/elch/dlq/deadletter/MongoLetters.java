package dev.elch.dlq.deadletter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Keeps letters in MongoDB, each once. */
public final class MongoLetters {

    static final String COLLECTION = "dlq_letters";
    private static final int DUPLICATE_KEY = 11_000;
    private static final int MOST_RACES = 3;

    private static final Bson NEWEST_FIRST = Sorts.descending(MongoLetterDocument.FAILED_AT, MongoLetterDocument.ID);

    private final MongoCollection<Document> letters;

    private final ChangedLetters changed;

    public MongoLetters(MongoDatabase database, ChangedLetters changed) {
        this.letters = database.getCollection(COLLECTION);
        this.changed = changed;
    }

    /**
     * Stores what is not there yet; completes once the database has acknowledged all of it, so that the offsets may be
     * committed. A copy of a known letter changes nothing. A record that claims the identity of a letter with another value
     * is no copy: it is stored under its position.
     */
    public Mono<Arrival> store(List<Letter> arrived) {
        if (arrived.isEmpty()) {
            return Mono.just(new Arrival(0, 0));
        }
        return Mono.defer(() -> taken(arrived))
                .flatMap(taken -> insert(withoutCopies(arrived, taken)))
                .retryWhen(Retry.max(MOST_RACES).filter(MongoLetters::lostARace))
                .map(stored -> new Arrival(stored, arrived.size() - stored));
    }

    public Mono<Letter> find(LetterId id) {
        return Mono.from(letters.find(eq(MongoLetterDocument.ID, id.toString())))
                .map(MongoLetterDocument::read);
    }

    /**
     * At most {@code limit} letters, newest first.
     *
     * @param cursor where the page before ended; empty: from the newest
     * @throws InvalidFilterException when the cursor is none of ours
     */
    public Mono<LetterPage> page(LetterFilter filter, Optional<String> cursor, int limit) {
        Bson meant = MongoLetterFilter.of(filter);
        Bson onPage = cursor.map(text -> and(meant, behind(LetterCursor.parse(text, filter))))
                .orElse(meant);
        return Flux.from(letters.find(onPage).sort(NEWEST_FIRST).limit(limit + 1))
                .map(MongoLetterDocument::read)
                .collectList()
                .map(found -> page(found, filter, limit));
    }

    /** The open letter that was given up first. */
    public Mono<Letter> oldestOpen() {
        return Mono.from(letters.find(eq(MongoLetterDocument.STATE, LetterState.OPEN.word()))
                        .sort(Sorts.ascending(MongoLetterDocument.FAILED_AT, MongoLetterDocument.ID))
                        .limit(1))
                .map(MongoLetterDocument::read);
    }

    /** How many letters are meant, exactly. */
    public Mono<Long> count(LetterFilter filter) {
        return Mono.from(letters.countDocuments(MongoLetterFilter.of(filter)));
    }

    private static Bson behind(LetterCursor cursor) {
        Date failedAt = Date.from(cursor.failedAt());
        return and(
                lte(MongoLetterDocument.FAILED_AT, failedAt),
                or(lt(MongoLetterDocument.FAILED_AT, failedAt), lt(MongoLetterDocument.ID, cursor.id())));
    }

    private static LetterPage page(List<Letter> found, LetterFilter filter, int limit) {
        if (found.size() <= limit) {
            return new LetterPage(found, Optional.empty());
        }
        LetterCursor next = LetterCursor.behind(found.get(limit - 1), filter);
        return new LetterPage(found.subList(0, limit), Optional.of(next.toString()));
    }

    private Mono<Map<String, String>> taken(List<Letter> arrived) {
        List<String> ids = arrived.stream()
                .flatMap(letter -> Stream.of(letter, atPosition(letter)))
                .map(letter -> letter.id().toString())
                .distinct()
                .toList();
        return Flux.from(letters.find(in(MongoLetterDocument.ID, ids))
                        .projection(Projections.include(MongoLetterDocument.VALUE_HASH)))
                .collectMap(
                        document -> document.getString(MongoLetterDocument.ID),
                        document -> document.getString(MongoLetterDocument.VALUE_HASH));
    }

    private static List<Document> withoutCopies(List<Letter> arrived, Map<String, String> taken) {
        Map<String, String> hashById = new LinkedHashMap<>(taken);
        List<Document> fresh = new ArrayList<>();
        for (Letter letter : arrived) {
            String hash = MongoLetterDocument.valueHash(letter);
            String holder = hashById.get(letter.id().toString());
            Letter own = holder == null || holder.equals(hash) ? letter : atPosition(letter);
            if (hashById.putIfAbsent(own.id().toString(), hash) == null) {
                fresh.add(MongoLetterDocument.write(own));
            }
        }
        return fresh;
    }

    private static Letter atPosition(Letter letter) {
        return letter.identifiedBy(LetterId.at(letter.raw(), letter.id().round()));
    }

    private Mono<Integer> insert(List<Document> fresh) {
        return fresh.isEmpty()
                ? Mono.just(0)
                : Mono.from(letters.insertMany(fresh, new InsertManyOptions().ordered(false)))
                        .doOnNext(result -> changed.add(fresh.stream()
                                .map(document -> document.getString(MongoLetterDocument.ID))
                                .toList()))
                        .map(result -> fresh.size());
    }

    /** Another instance stored one of them since we looked, for instance after a rebalance: look again. */
    private static boolean lostARace(Throwable failure) {
        return failure instanceof MongoBulkWriteException bulk
                && bulk.getWriteConcernError() == null
                && bulk.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
    }
}

package dev.elch.dlq.deadletter;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Keeps dead letters in MongoDB, each once. */
public final class MongoDeadLetters {

    public static final String COLLECTION = "dlq_letters";
    private static final int DUPLICATE_KEY = 11_000;
    private static final int MOST_RACES = 3;

    private final MongoCollection<Document> deadLetters;

    private final ChangedDeadLetters changed;

    public MongoDeadLetters(MongoDatabase database, ChangedDeadLetters changed) {
        this.deadLetters = database.getCollection(COLLECTION);
        this.changed = changed;
    }

    /**
     * Stores what is not there yet; completes once the database has acknowledged all of it, so that the offsets may be
     * committed. A copy of a known dead letter changes nothing. A record that claims the identity of a dead letter with another value
     * is no copy: it is stored under its position.
     */
    public Mono<StoreResult> store(List<DeadLetter> arrived) {
        if (arrived.isEmpty()) {
            return Mono.just(new StoreResult(0, 0));
        }
        return Mono.defer(() -> taken(arrived))
                .flatMap(taken -> insert(withoutCopies(arrived, taken)))
                .retryWhen(Retry.max(MOST_RACES).filter(MongoDeadLetters::lostARace))
                .map(stored -> new StoreResult(stored, arrived.size() - stored));
    }

    public Mono<DeadLetter> find(DeadLetterId id) {
        return Mono.from(deadLetters.find(eq(MongoDeadLetterDocument.ID, id.toString())))
                .map(MongoDeadLetterDocument::read);
    }

    /** The open dead letter that was given up first. */
    public Mono<DeadLetter> oldestOpen() {
        return Mono.from(deadLetters
                        .find(eq(MongoDeadLetterDocument.STATE, DeadLetterState.OPEN.word()))
                        .sort(Sorts.ascending(MongoDeadLetterDocument.FAILED_AT, MongoDeadLetterDocument.ID))
                        .limit(1))
                .map(MongoDeadLetterDocument::read);
    }

    private Mono<Map<String, String>> taken(List<DeadLetter> arrived) {
        List<String> ids = arrived.stream()
                .flatMap(deadLetter -> Stream.of(deadLetter, atPosition(deadLetter)))
                .map(deadLetter -> deadLetter.id().toString())
                .distinct()
                .toList();
        return Flux.from(deadLetters
                        .find(in(MongoDeadLetterDocument.ID, ids))
                        .projection(Projections.include(MongoDeadLetterDocument.VALUE_HASH)))
                .collectMap(
                        document -> document.getString(MongoDeadLetterDocument.ID),
                        document -> document.getString(MongoDeadLetterDocument.VALUE_HASH));
    }

    private static List<Document> withoutCopies(List<DeadLetter> arrived, Map<String, String> taken) {
        Map<String, String> hashById = new LinkedHashMap<>(taken);
        List<Document> fresh = new ArrayList<>();
        for (DeadLetter deadLetter : arrived) {
            String hash = MongoDeadLetterDocument.valueHash(deadLetter);
            String holder = hashById.get(deadLetter.id().toString());
            DeadLetter own = holder == null || holder.equals(hash) ? deadLetter : atPosition(deadLetter);
            if (hashById.putIfAbsent(own.id().toString(), hash) == null) {
                fresh.add(MongoDeadLetterDocument.write(own));
            }
        }
        return fresh;
    }

    private static DeadLetter atPosition(DeadLetter deadLetter) {
        return deadLetter.identifiedBy(
                DeadLetterId.at(deadLetter.raw(), deadLetter.id().round()));
    }

    private Mono<Integer> insert(List<Document> fresh) {
        return fresh.isEmpty()
                ? Mono.just(0)
                : Mono.from(deadLetters.insertMany(fresh, new InsertManyOptions().ordered(false)))
                        .doOnNext(result -> changed.add(fresh.stream()
                                .map(document -> document.getString(MongoDeadLetterDocument.ID))
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

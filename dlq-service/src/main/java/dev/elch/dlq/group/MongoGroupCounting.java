package dev.elch.dlq.group;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.DeadLetterState;
import dev.elch.dlq.deadletter.Fingerprint;
import dev.elch.dlq.deadletter.MongoDeadLetterDocument;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the counters of the groups true, without transactions and whatever crashes in between.
 *
 * <p>Every change of a dead letter marks it as uncounted in the same update. Counting writes a numbered batch of such dead letters
 * down first, then adds it to the counters of each group unless the group already knows that number, then tells the dead letters
 * where they are counted now. Each step may be repeated, by any instance, at any later time: it takes effect once.
 */
public final class MongoGroupCounting {

    private static final int MOST_LETTERS = 1_000;
    private static final int DUPLICATE_KEY = 11_000;
    private static final String BATCH = "batch";

    private final MongoCollection<Document> deadLetters;
    private final MongoCollection<Document> groups;
    private final MongoCountingBatches batches;

    public MongoGroupCounting(MongoDatabase database) {
        this.deadLetters = database.getCollection(MongoDeadLetters.COLLECTION);
        this.groups = database.getCollection(MongoGroups.COLLECTION);
        this.batches = new MongoCountingBatches(database);
    }

    /**
     * Counts some of the dead letters that are not counted as they stand; how many it counted.
     *
     * @param ids look only at these, at most {@value #MOST_LETTERS}; empty: look for them
     */
    public Mono<Integer> count(Collection<String> ids) {
        return batches.current()
                .flatMap(batch -> batch.isDone() ? Mono.just(batch) : finish(batch))
                .flatMap(done -> uncounted(ids).flatMap(moves -> begin(done.next(moves))));
    }

    private Mono<Integer> begin(CountingBatch next) {
        return next.moves().isEmpty()
                ? Mono.just(0)
                : batches.begin(next)
                        .flatMap(isOurs -> isOurs ? finish(next) : Mono.just(CountingBatch.NONE))
                        .map(batch -> batch.moves().size());
    }

    private Mono<CountingBatch> finish(CountingBatch batch) {
        return add(GroupDelta.of(batch.moves()), batch.number())
                .thenMany(Flux.fromIterable(byTarget(batch).entrySet()))
                .concatMap(target -> tell(target.getKey(), target.getValue(), batch.number()))
                .then(batches.done(batch))
                .thenReturn(batch);
    }

    private Mono<List<CountedMove>> uncounted(Collection<String> ids) {
        Bson among = ids.isEmpty() ? Filters.empty() : in(MongoDeadLetterDocument.ID, ids);
        return Flux.from(deadLetters
                        .find(and(eq(MongoDeadLetterDocument.UNCOUNTED, true), among))
                        .projection(Projections.include(
                                MongoDeadLetterDocument.GROUP,
                                MongoDeadLetterDocument.STATE,
                                MongoDeadLetterDocument.COUNTED,
                                MongoDeadLetterDocument.FAILED_AT,
                                MongoDeadLetterDocument.CHANGED_AT))
                        .limit(MOST_LETTERS))
                .map(MongoGroupCounting::move)
                .collectList();
    }

    private static CountedMove move(Document deadLetter) {
        return new CountedMove(
                deadLetter.getString(MongoDeadLetterDocument.ID),
                deadLetter.getString(MongoDeadLetterDocument.GROUP),
                state(deadLetter.getString(MongoDeadLetterDocument.COUNTED)),
                DeadLetterState.ofWord(deadLetter.getString(MongoDeadLetterDocument.STATE))
                        .orElseThrow(),
                deadLetter.getDate(MongoDeadLetterDocument.FAILED_AT).toInstant(),
                deadLetter.getDate(MongoDeadLetterDocument.CHANGED_AT).toInstant());
    }

    private static @Nullable DeadLetterState state(@Nullable String word) {
        return word == null ? null : DeadLetterState.ofWord(word).orElseThrow();
    }

    /** All groups in one command: each command waits for the disk. */
    private Mono<Void> add(Collection<GroupDelta> deltas, long number) {
        List<UpdateOneModel<Document>> updates = deltas.stream()
                .map(delta ->
                        new UpdateOneModel<Document>(and(eq(delta.group()), lt(BATCH, number)), update(delta, number)))
                .toList();
        return updates.isEmpty()
                ? Mono.empty()
                : describeNew(deltas.stream().map(GroupDelta::group).toList())
                        .then(Mono.from(groups.bulkWrite(updates, new BulkWriteOptions().ordered(false))))
                        .then();
    }

    private Mono<Void> describeNew(List<String> fingerprints) {
        return Flux.from(groups.find(in("_id", fingerprints)).projection(Projections.include("_id")))
                .map(group -> group.getString("_id"))
                .collect(Collectors.toSet())
                .flatMapMany(
                        known -> Flux.fromIterable(fingerprints).filter(fingerprint -> !known.contains(fingerprint)))
                .concatMap(this::describe)
                .then();
    }

    /** A group is described by one of its dead letters before anything is counted in it. */
    private Mono<Void> describe(String group) {
        return Mono.from(deadLetters
                        .find(eq(MongoDeadLetterDocument.GROUP, group))
                        .projection(Projections.include("cause"))
                        .limit(1))
                .map(deadLetter -> deadLetter.get("cause", Document.class))
                .flatMap(cause -> Mono.from(groups.insertOne(new Document("_id", group)
                        .append("kind", cause.getString("kind"))
                        .append("code", cause.getString("code"))
                        .append("message", Fingerprint.normalised(cause.getString("text")))
                        .append("classes", cause.getList("classes", String.class, List.of()))
                        .append(BATCH, 0L))))
                .then()
                .onErrorResume(
                        failure -> failure instanceof MongoWriteException write
                                && write.getError().getCode() == DUPLICATE_KEY,
                        anotherDescribedIt -> Mono.empty());
    }

    private static Bson update(GroupDelta delta, long number) {
        List<Bson> updates = new ArrayList<>();
        updates.add(Updates.set(BATCH, number));
        updates.add(Updates.min(MongoGroups.FIRST, Date.from(delta.firstFailedAt())));
        updates.add(Updates.max(MongoGroups.LAST, Date.from(delta.lastFailedAt())));
        delta.byState()
                .forEach((state, count) -> updates.add(Updates.inc(MongoGroups.COUNTS + "." + state.word(), count)));
        delta.byHour()
                .forEach((hour, count) ->
                        updates.add(Updates.inc(MongoGroups.HOURS + "." + MongoGroups.hour(hour), count)));
        delta.resolvedByHour().forEach((hour, count) -> {
            updates.add(Updates.inc(MongoGroups.RESOLVED_HOURS + "." + MongoGroups.hour(hour), count));
            updates.add(Updates.max(MongoGroups.LAST_RESOLVED, Date.from(hour)));
        });
        return Updates.combine(updates);
    }

    private static Map<DeadLetterState, List<String>> byTarget(CountingBatch batch) {
        Map<DeadLetterState, List<String>> ids = new EnumMap<>(DeadLetterState.class);
        batch.moves()
                .forEach(move -> ids.computeIfAbsent(move.to(), state -> new ArrayList<>())
                        .add(move.deadLetter()));
        return ids;
    }

    /**
     * Most dead letters still stand where they were counted, and lose their mark in the same update. The others are told where they
     * were counted and keep it.
     */
    private Mono<Void> tell(DeadLetterState counted, List<String> ids, long number) {
        Bson notYet = and(in(MongoDeadLetterDocument.ID, ids), lt(MongoDeadLetterDocument.COUNTED_BY, number));
        Bson told = Updates.combine(
                Updates.set(MongoDeadLetterDocument.COUNTED, counted.word()),
                Updates.set(MongoDeadLetterDocument.COUNTED_BY, number));
        return Mono.from(deadLetters.updateMany(
                        and(notYet, eq(MongoDeadLetterDocument.STATE, counted.word())),
                        Updates.combine(told, Updates.unset(MongoDeadLetterDocument.UNCOUNTED))))
                .flatMap(still -> still.getMatchedCount() == ids.size()
                        ? Mono.empty()
                        : Mono.from(deadLetters.updateMany(notYet, told)).then());
    }
}

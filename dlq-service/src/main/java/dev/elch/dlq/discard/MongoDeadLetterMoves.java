package dev.elch.dlq.discard;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.ChangedDeadLetters;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.DeadLetterId;
import dev.elch.dlq.deadletter.DeadLetterState;
import dev.elch.dlq.deadletter.MongoDeadLetterDocument;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.dlq.search.DeadLetterFilter;
import dev.elch.dlq.search.MongoDeadLetterFilter;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Moves dead letters from state to state. Every move is one conditional update: of two that want the same, one is first. */
public final class MongoDeadLetterMoves {

    private static final int CHUNK = 1_000;

    private final MongoCollection<Document> deadLetters;
    private final ChangedDeadLetters changed;

    public MongoDeadLetterMoves(MongoDatabase database, ChangedDeadLetters changed) {
        this.deadLetters = database.getCollection(MongoDeadLetters.COLLECTION);
        this.changed = changed;
    }

    /**
     * Moves one dead letter.
     *
     * @param seenVersion the version that the actor saw; empty: whichever it has
     */
    public Mono<MoveResult> move(DeadLetterId id, Move move, Optional<Long> seenVersion) {
        Bson asSeen = seenVersion
                .map(version -> eq(MongoDeadLetterDocument.VERSION, version))
                .orElse(Filters.empty());
        return Mono.from(deadLetters.findOneAndUpdate(
                        and(eq(MongoDeadLetterDocument.ID, id.toString()), leadingOn(move), asSeen),
                        update(move),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .doOnNext(document -> changed.add(List.of(id.toString())))
                .<MoveResult>map(document -> new MoveResult.Moved(MongoDeadLetterDocument.read(document)))
                .switchIfEmpty(Mono.defer(() -> whyNot(id, seenVersion)));
    }

    /** Moves all that are meant and can make this move; how many were moved. */
    public Mono<Long> moveAll(DeadLetterFilter filter, Move move) {
        return moveAll(MongoDeadLetterFilter.of(filter), move);
    }

    /** The same, without those that were stored or changed after {@code seen}. */
    public Mono<Long> moveAll(DeadLetterFilter filter, Move move, Instant seen) {
        return moveAll(MongoDeadLetterFilter.asSeen(filter, seen), move);
    }

    /** The same for those that {@code meant} finds. */
    public Mono<Long> moveAll(Bson meant, Move move) {
        return Flux.from(deadLetters
                        .find(and(meant, leadingOn(move)))
                        .projection(Projections.include(MongoDeadLetterDocument.ID)))
                .map(document -> document.getString(MongoDeadLetterDocument.ID))
                .buffer(CHUNK)
                .concatMap(ids -> moveThose(ids, meant, move))
                .reduce(0L, Long::sum);
    }

    /** Whether each is still meant is asked again with the change itself. */
    private Mono<Long> moveThose(Collection<String> ids, Bson meant, Move move) {
        return Mono.from(deadLetters.updateMany(
                        and(in(MongoDeadLetterDocument.ID, ids), meant, leadingOn(move)), update(move)))
                .doOnNext(result -> changed.add(ids))
                .map(result -> result.getModifiedCount());
    }

    private Mono<MoveResult> whyNot(DeadLetterId id, Optional<Long> seenVersion) {
        return Mono.from(deadLetters.find(eq(MongoDeadLetterDocument.ID, id.toString())))
                .map(MongoDeadLetterDocument::read)
                .map(deadLetter -> whyNot(deadLetter, seenVersion))
                .defaultIfEmpty(new MoveResult.Absent());
    }

    private static MoveResult whyNot(DeadLetter deadLetter, Optional<Long> seenVersion) {
        boolean isAsSeen = seenVersion
                .map(version -> version == deadLetter.status().version())
                .orElse(true);
        return isAsSeen ? new MoveResult.Impossible(deadLetter) : new MoveResult.Stale(deadLetter);
    }

    private static Bson leadingOn(Move move) {
        return in(
                MongoDeadLetterDocument.STATE,
                move.transition().from().stream().map(DeadLetterState::word).toList());
    }

    private static Bson update(Move move) {
        return Updates.combine(
                Updates.set(
                        MongoDeadLetterDocument.STATE, move.transition().to().word()),
                Updates.inc(MongoDeadLetterDocument.VERSION, 1L),
                Updates.set(MongoDeadLetterDocument.CHANGED_AT, Date.from(move.at())),
                Updates.set(MongoDeadLetterDocument.ACTOR, move.actor()),
                Updates.set(MongoDeadLetterDocument.REASON, move.reason()),
                Updates.set(MongoDeadLetterDocument.UNCOUNTED, true));
    }
}

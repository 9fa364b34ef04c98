package dev.elch.dlq.deadletter;

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
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Moves letters from state to state. Every move is one conditional update: of two that want the same, one is first. */
public final class MongoLetterMoves {

    private static final int CHUNK = 1_000;

    private final MongoCollection<Document> letters;
    private final ChangedLetters changed;

    public MongoLetterMoves(MongoDatabase database, ChangedLetters changed) {
        this.letters = database.getCollection(MongoLetters.COLLECTION);
        this.changed = changed;
    }

    /**
     * Moves one letter.
     *
     * @param seenVersion the version that the actor saw; empty: whichever it has
     */
    public Mono<Moving> move(LetterId id, Move move, Optional<Long> seenVersion) {
        Bson asSeen = seenVersion
                .map(version -> eq(MongoLetterDocument.VERSION, version))
                .orElse(Filters.empty());
        return Mono.from(letters.findOneAndUpdate(
                        and(eq(MongoLetterDocument.ID, id.toString()), leadingOn(move), asSeen),
                        update(move),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .doOnNext(document -> changed.add(List.of(id.toString())))
                .<Moving>map(document -> new Moving.Moved(MongoLetterDocument.read(document)))
                .switchIfEmpty(Mono.defer(() -> whyNot(id, seenVersion)));
    }

    /** Moves all that are meant and can make this move; how many were moved. */
    public Mono<Long> moveAll(LetterFilter filter, Move move) {
        return Flux.from(letters.find(and(MongoLetterFilter.of(filter), leadingOn(move)))
                        .projection(Projections.include(MongoLetterDocument.ID)))
                .map(document -> document.getString(MongoLetterDocument.ID))
                .buffer(CHUNK)
                .concatMap(ids -> moveThose(ids, move))
                .reduce(0L, Long::sum);
    }

    private Mono<Long> moveThose(Collection<String> ids, Move move) {
        return Mono.from(letters.updateMany(and(in(MongoLetterDocument.ID, ids), leadingOn(move)), update(move)))
                .doOnNext(result -> changed.add(ids))
                .map(result -> result.getModifiedCount());
    }

    private Mono<Moving> whyNot(LetterId id, Optional<Long> seenVersion) {
        return Mono.from(letters.find(eq(MongoLetterDocument.ID, id.toString())))
                .map(MongoLetterDocument::read)
                .map(letter -> whyNot(letter, seenVersion))
                .defaultIfEmpty(new Moving.Absent());
    }

    private static Moving whyNot(Letter letter, Optional<Long> seenVersion) {
        boolean isAsSeen = seenVersion
                .map(version -> version == letter.handling().version())
                .orElse(true);
        return isAsSeen ? new Moving.Impossible(letter) : new Moving.Stale(letter);
    }

    private static Bson leadingOn(Move move) {
        return in(
                MongoLetterDocument.STATE,
                move.transition().from().stream().map(LetterState::word).toList());
    }

    private static Bson update(Move move) {
        return Updates.combine(
                Updates.set(MongoLetterDocument.STATE, move.transition().to().word()),
                Updates.inc(MongoLetterDocument.VERSION, 1L),
                Updates.set(MongoLetterDocument.CHANGED_AT, Date.from(move.at())),
                Updates.set(MongoLetterDocument.ACTOR, move.actor()),
                Updates.set(MongoLetterDocument.REASON, move.reason()),
                Updates.set(MongoLetterDocument.UNCOUNTED, true));
    }
}

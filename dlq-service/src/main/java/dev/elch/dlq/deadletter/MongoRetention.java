package dev.elch.dlq.deadletter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;

import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import org.bson.Document;
import reactor.core.publisher.Mono;

/**
 * Lets letters go that were kept long enough. A TTL index would do it behind the back of the counters: here a letter first
 * expires, which is counted like any other move, and is deleted once it is counted so.
 */
final class MongoRetention {

    private final MongoCollection<Document> letters;
    private final MongoLetterMoves moves;
    private final Duration retention;

    MongoRetention(MongoDatabase database, MongoLetterMoves moves, Duration retention) {
        this.letters = database.getCollection(MongoLetters.COLLECTION);
        this.moves = moves;
        this.retention = retention;
    }

    /** Deletes what expired before, and expires what is due; how many letters were deleted. */
    Mono<Long> sweep(Instant now) {
        LetterFilter due =
                LetterFilter.all().with(Criterion.BEFORE, now.minus(retention).toString());
        return Mono.from(letters.deleteMany(and(
                        eq(MongoLetterDocument.STATE, LetterState.EXPIRED.word()),
                        eq(MongoLetterDocument.COUNTED, LetterState.EXPIRED.word()),
                        exists(MongoLetterDocument.UNCOUNTED, false))))
                .flatMap(deleted -> moves.moveAll(due, new Move(Transition.EXPIRE, "retention", null, now))
                        .thenReturn(deleted.getDeletedCount()));
    }
}

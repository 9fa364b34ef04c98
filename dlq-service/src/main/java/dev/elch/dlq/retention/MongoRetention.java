package dev.elch.dlq.retention;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;

import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.DeadLetterState;
import dev.elch.dlq.deadletter.MongoDeadLetterDocument;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.dlq.deadletter.Transition;
import dev.elch.dlq.discard.MongoDeadLetterMoves;
import dev.elch.dlq.discard.Move;
import dev.elch.dlq.search.Criterion;
import dev.elch.dlq.search.DeadLetterFilter;
import java.time.Duration;
import java.time.Instant;
import org.bson.Document;
import reactor.core.publisher.Mono;

/**
 * Deletes the dead letters that were kept long enough. A TTL index would do it behind the back of the counters: here a dead letter first
 * expires, which is counted like any other move, and is deleted once it is counted so.
 */
public final class MongoRetention {

    private final MongoCollection<Document> deadLetters;
    private final MongoDeadLetterMoves moves;
    private final Duration retention;

    public MongoRetention(MongoDatabase database, MongoDeadLetterMoves moves, Duration retention) {
        this.deadLetters = database.getCollection(MongoDeadLetters.COLLECTION);
        this.moves = moves;
        this.retention = retention;
    }

    /** Deletes what expired before, and expires what is due; how many dead letters were deleted. */
    public Mono<Long> sweep(Instant now) {
        DeadLetterFilter due = DeadLetterFilter.all()
                .with(Criterion.BEFORE, now.minus(retention).toString());
        return Mono.from(deadLetters.deleteMany(and(
                        eq(MongoDeadLetterDocument.STATE, DeadLetterState.EXPIRED.word()),
                        eq(MongoDeadLetterDocument.COUNTED, DeadLetterState.EXPIRED.word()),
                        exists(MongoDeadLetterDocument.UNCOUNTED, false))))
                .flatMap(deleted -> moves.moveAll(due, new Move(Transition.EXPIRE, "retention", null, now))
                        .thenReturn(deleted.getDeletedCount()));
    }
}

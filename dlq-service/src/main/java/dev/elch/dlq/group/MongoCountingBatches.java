package dev.elch.dlq.group;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.DeadLetterState;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Keeps the one batch that is being counted. */
final class MongoCountingBatches {

    private static final String CURRENT = "current";
    private static final int DUPLICATE_KEY = 11_000;

    private final MongoCollection<Document> batches;

    MongoCountingBatches(MongoDatabase database) {
        this.batches = database.getCollection("dlq_counting");
    }

    Mono<CountingBatch> current() {
        return Mono.from(batches.find(eq(CURRENT)))
                .map(MongoCountingBatches::read)
                .defaultIfEmpty(CountingBatch.NONE);
    }

    /** Whether {@code next} is the current one now; false when another instance was first. */
    Mono<Boolean> begin(CountingBatch next) {
        if (next.number() == 1) {
            return Mono.from(batches.insertOne(write(next)))
                    .thenReturn(true)
                    .onErrorResume(
                            MongoWriteException.class,
                            failed -> failed.getError().getCode() == DUPLICATE_KEY
                                    ? Mono.just(false)
                                    : Mono.error(failed));
        }
        return Mono.from(batches.replaceOne(
                        and(eq(CURRENT), eq("number", next.number() - 1), eq("done", true)), write(next)))
                .map(result -> result.getModifiedCount() == 1);
    }

    Mono<Void> done(CountingBatch batch) {
        return Mono.from(batches.updateOne(and(eq(CURRENT), eq("number", batch.number())), Updates.set("done", true)))
                .then();
    }

    private static Document write(CountingBatch batch) {
        return new Document("_id", CURRENT)
                .append("number", batch.number())
                .append("done", batch.isDone())
                .append(
                        "moves",
                        batch.moves().stream().map(MongoCountingBatches::write).toList());
    }

    private static Document write(CountedMove move) {
        return new Document("letter", move.deadLetter())
                .append("group", move.group())
                .append("from", move.from() == null ? null : move.from().word())
                .append("to", move.to().word())
                .append("failedAt", Date.from(move.failedAt()))
                .append("changedAt", Date.from(move.changedAt()));
    }

    private static CountingBatch read(Document document) {
        List<CountedMove> moves = document.getList("moves", Document.class).stream()
                .map(move -> new CountedMove(
                        move.getString("letter"),
                        move.getString("group"),
                        state(move.getString("from")),
                        DeadLetterState.ofWord(move.getString("to")).orElseThrow(),
                        move.getDate("failedAt").toInstant(),
                        move.get("changedAt", move.getDate("failedAt")).toInstant()))
                .toList();
        return new CountingBatch(document.getLong("number"), document.getBoolean("done"), moves);
    }

    private static @Nullable DeadLetterState state(@Nullable String word) {
        return word == null ? null : DeadLetterState.ofWord(word).orElseThrow();
    }
}

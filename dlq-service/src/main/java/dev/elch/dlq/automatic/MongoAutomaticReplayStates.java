package dev.elch.dlq.automatic;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoWriteException;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.Date;
import org.bson.Document;
import reactor.core.publisher.Mono;

/** Keeps where the automatic replay of every cause stands; of two instances that want to change it, one is first. */
public final class MongoAutomaticReplayStates {

    private static final int DUPLICATE_KEY = 11_000;
    private static final String VERSION = "version";

    private final MongoCollection<Document> causes;

    public MongoAutomaticReplayStates(MongoDatabase database) {
        this.causes = database.getCollection("dlq_automatic");
    }

    public Mono<AutomaticReplayState> find(String kind) {
        return Mono.from(causes.find(eq(kind)))
                .map(MongoAutomaticReplayStates::read)
                .defaultIfEmpty(AutomaticReplayState.none(kind));
    }

    /** Whether {@code next} was stored; false when another instance was first. */
    Mono<Boolean> replace(AutomaticReplayState next) {
        if (next.version() == 1) {
            return Mono.from(causes.insertOne(write(next)))
                    .thenReturn(true)
                    .onErrorResume(
                            MongoWriteException.class,
                            failed -> failed.getError().getCode() == DUPLICATE_KEY
                                    ? Mono.just(false)
                                    : Mono.error(failed));
        }
        return Mono.from(causes.replaceOne(and(eq(next.kind()), eq(VERSION, next.version() - 1)), write(next)))
                .map(result -> result.getModifiedCount() == 1);
    }

    private static Document write(AutomaticReplayState progress) {
        return new Document("_id", progress.kind())
                .append(VERSION, progress.version())
                .append("phase", progress.phase().name())
                .append("job", progress.job())
                .append("failures", progress.failures())
                .append("notBefore", Date.from(progress.notBefore()));
    }

    private static AutomaticReplayState read(Document cause) {
        return new AutomaticReplayState(
                cause.getString("_id"),
                cause.getLong(VERSION),
                Phase.valueOf(cause.getString("phase")),
                cause.getString("job"),
                cause.getInteger("failures"),
                cause.getDate("notBefore").toInstant());
    }
}

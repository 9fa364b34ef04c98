package dev.elch.dlq.replay;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.Document;
import reactor.core.publisher.Mono;

/**
 * Remembers which job a request led to, so that the same request again leads to the same job. A request is known by its
 * {@code Idempotency-Key}, and by its selection for as long as a job for it is not finished.
 */
public final class MongoReplayRequests {

    private static final int DUPLICATE_KEY = 11_000;
    static final String COLLECTION = "dlq_replay_requests";

    private static final String JOB = "job";

    private final MongoCollection<Document> requests;

    MongoReplayRequests(MongoDatabase database) {
        this.requests = database.getCollection(COLLECTION);
    }

    /** The job that this request belongs to: {@code job}, or the one that was first. */
    Mono<String> claim(String request, String job) {
        return Mono.from(requests.insertOne(new Document("_id", request).append(JOB, job)))
                .thenReturn(job)
                .onErrorResume(
                        failure -> failure instanceof MongoWriteException write
                                && write.getError().getCode() == DUPLICATE_KEY,
                        taken -> Mono.from(requests.find(eq(request)))
                                .map(first -> first.getString(JOB))
                                .switchIfEmpty(Mono.defer(() -> claim(request, job))));
    }

    /** The job that this request led to; empty: none. */
    Mono<String> holder(String request) {
        return Mono.from(requests.find(eq(request))).map(first -> first.getString(JOB));
    }

    /** Gives a request to {@code job} that led to {@code gone}; whether it did. */
    Mono<Boolean> takeOver(String request, String gone, String job) {
        return Mono.from(requests.updateOne(and(eq(request), eq(JOB, gone)), Updates.set(JOB, job)))
                .map(result -> result.getModifiedCount() == 1);
    }

    /** Forgets a request, unless it led to another job by now. */
    public Mono<Void> forget(String request, String job) {
        return Mono.from(requests.deleteOne(and(eq(request), eq(JOB, job)))).then();
    }
}

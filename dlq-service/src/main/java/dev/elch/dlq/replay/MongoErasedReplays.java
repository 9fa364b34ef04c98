package dev.elch.dlq.replay;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static dev.elch.dlq.replay.MongoReplayJobDocument.FILTER;
import static dev.elch.dlq.replay.MongoReplayJobDocument.REASON;
import static dev.elch.dlq.replay.MongoReplayJobDocument.WHY;

import com.mongodb.client.model.Updates;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.person.Erasable;
import dev.elch.dlq.person.Person;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Erases a person from what operators typed for replays: filters and reasons. */
final class MongoErasedReplays implements Erasable {

    private final MongoCollection<Document> jobs;
    private final MongoCollection<Document> requests;

    MongoErasedReplays(MongoDatabase database) {
        this.jobs = database.getCollection(MongoReplayJobs.COLLECTION);
        this.requests = database.getCollection(MongoReplayRequests.COLLECTION);
    }

    @Override
    public String collection() {
        return MongoReplayJobs.COLLECTION;
    }

    @Override
    public Mono<Long> erase(Person person, String actor, Instant now) {
        return Flux.from(jobs.find())
                .filter(job -> isNamed(person, job))
                .concatMap(job -> Mono.from(jobs.updateOne(eq("_id", job.get("_id")), without(person, job))))
                .count()
                .flatMap(changed -> forgetRequests(person).map(forgotten -> changed + forgotten));
    }

    private static boolean isNamed(Person person, Document job) {
        return Stream.concat(
                        Stream.of(job.getString(REASON), job.getString(WHY)),
                        job.get(FILTER, new Document()).values().stream().map(String::valueOf))
                .anyMatch(person::isNamedIn);
    }

    private static Bson without(Person person, Document job) {
        Map<String, Object> filter = job.get(FILTER, new Document()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, wanted -> person.erasedFrom(String.valueOf(wanted.getValue()))));
        String why = job.getString(WHY);
        return Updates.combine(
                Updates.set(FILTER, new Document(filter)),
                Updates.set(REASON, person.erasedFrom(job.getString(REASON))),
                Updates.set(WHY, why == null ? null : person.erasedFrom(why)));
    }

    /** The id of a request is its filter; the job that it led to stays. */
    private Mono<Long> forgetRequests(Person person) {
        return Flux.from(requests.find())
                .map(request -> request.getString("_id"))
                .filter(person::isNamedIn)
                .collectList()
                .flatMap(ids -> Mono.from(requests.deleteMany(in("_id", ids))))
                .map(DeleteResult::getDeletedCount);
    }
}

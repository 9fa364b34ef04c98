package dev.elch.dlq.replay;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.MongoWriteException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.startup.MongoIndexes;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps replay jobs. Every change is one conditional update. */
public final class MongoReplayJobs {

    private static final int DUPLICATE_KEY = 11_000;
    private static final String ID = "_id";
    private static final String STATE = "state";
    private static final String OWNER = "owner";
    private static final String LEASE_UNTIL = "leaseUntil";
    static final String COLLECTION = "dlq_replay_jobs";

    static final MongoIndexes INDEXES = new MongoIndexes(COLLECTION, List.of(new IndexModel(Indexes.ascending(STATE))));

    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> jobs;

    MongoReplayJobs(MongoDatabase database) {
        this.jobs = database.getCollection(COLLECTION);
    }

    /** The job once it is kept; empty: there is one with its id already, which stays as it is. */
    Mono<ReplayJob> add(ReplayJob job) {
        Document document = new Document(ID, job.id())
                .append(
                        MongoReplayJobDocument.FILTER,
                        new Document(Map.<String, Object>copyOf(job.filter().valuesByName())))
                .append(MongoReplayJobDocument.TOPIC, job.topic())
                .append("rate", job.rate())
                .append("actor", job.actor())
                .append(MongoReplayJobDocument.REASON, job.reason())
                .append(STATE, job.state().word())
                .append("cutoff", Date.from(job.cutoff()))
                .append("changedAt", Date.from(job.changedAt()))
                .append("selected", job.selected())
                .append("pages", job.pages())
                .append("nextPage", job.nextPage())
                .append(LEASE_UNTIL, Date.from(Instant.EPOCH));
        return Mono.from(jobs.insertOne(document))
                .map(added -> job)
                .onErrorResume(
                        failure -> failure instanceof MongoWriteException write
                                && write.getError().getCode() == DUPLICATE_KEY,
                        isThere -> Mono.empty());
    }

    Mono<ReplayJob> find(String id) {
        return Mono.from(jobs.find(eq(ID, id))).map(MongoReplayJobDocument::read);
    }

    /** Newest first. */
    Flux<ReplayJob> newest(int limit) {
        return Flux.from(jobs.find().sort(Sorts.descending(ID)).limit(limit)).map(MongoReplayJobDocument::read);
    }

    /** Those that have something to do in the background. */
    public Flux<ReplayJob> atWork() {
        return Flux.from(jobs.find(in(STATE, words(JobState.AT_WORK)))).map(MongoReplayJobDocument::read);
    }

    /** The job once {@code owner} holds its lease; empty: another instance holds it. */
    public Mono<ReplayJob> lease(String id, String owner, Instant now, Instant until) {
        return Mono.from(jobs.findOneAndUpdate(
                        and(eq(ID, id), or(eq(OWNER, owner), lt(LEASE_UNTIL, Date.from(now)))),
                        Updates.combine(Updates.set(OWNER, owner), Updates.set(LEASE_UNTIL, Date.from(until))),
                        AFTER))
                .map(MongoReplayJobDocument::read);
    }

    /** Lets others have the jobs of an instance that stops. */
    public Mono<Void> release(String owner) {
        return Mono.from(jobs.updateMany(eq(OWNER, owner), Updates.set(LEASE_UNTIL, Date.from(Instant.EPOCH))))
                .then();
    }

    /** The job in its new state; empty: it is not in one of the states {@code from}. */
    public Mono<ReplayJob> move(String id, Set<JobState> from, JobState to, @Nullable String why, Instant now) {
        return update(
                and(eq(ID, id), in(STATE, words(from))),
                Updates.combine(
                        Updates.set(STATE, to.word()),
                        Updates.set(MongoReplayJobDocument.WHY, why),
                        Updates.set("changedAt", Date.from(now))));
    }

    public Mono<ReplayJob> frozen(String id, int pages, long selected, Instant now) {
        return update(
                and(eq(ID, id), eq(STATE, JobState.FREEZING.word())),
                Updates.combine(
                        Updates.set(STATE, JobState.RUNNING.word()),
                        Updates.set("pages", pages),
                        Updates.set("selected", selected),
                        Updates.set("changedAt", Date.from(now))));
    }

    Mono<ReplayJob> outcomesReset(String id, ReplayJob.Outcomes before) {
        return update(
                eq(ID, id),
                Updates.set(
                        "before",
                        new Document("delivered", before.delivered()).append("failedAgain", before.failedAgain())));
    }

    public Mono<ReplayJob> sentUpTo(String id, int nextPage, Map<Integer, Long> positions) {
        Document stored = new Document();
        new TreeMap<>(positions).forEach((partition, offset) -> stored.append(partition.toString(), offset));
        return update(eq(ID, id), Updates.combine(Updates.set("nextPage", nextPage), Updates.set("positions", stored)));
    }

    private Mono<ReplayJob> update(Bson which, Bson update) {
        return Mono.from(jobs.findOneAndUpdate(which, update, AFTER)).map(MongoReplayJobDocument::read);
    }

    private static List<String> words(Collection<JobState> states) {
        return states.stream().map(JobState::word).toList();
    }
}

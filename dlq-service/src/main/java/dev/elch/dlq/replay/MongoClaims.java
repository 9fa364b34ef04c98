package dev.elch.dlq.replay;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.ChangedDeadLetters;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.DeadLetterState;
import dev.elch.dlq.deadletter.DeadLetterSummary;
import dev.elch.dlq.deadletter.MongoDeadLetterDocument;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.dlq.deadletter.Transition;
import dev.elch.dlq.search.DeadLetterFilter;
import dev.elch.dlq.search.MongoDeadLetterFilter;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How a replay job takes dead letters, gives them back, and closes them. */
public final class MongoClaims {

    private static final int BATCH = 200;

    private final MongoCollection<Document> deadLetters;
    private final ChangedDeadLetters changed;

    public MongoClaims(MongoDatabase database, ChangedDeadLetters changed) {
        this.deadLetters = database.getCollection(MongoDeadLetters.COLLECTION);
        this.changed = changed;
    }

    /**
     * Dead letters for a job in the order of their ids: those that are meant and those that it has claimed already.
     *
     * @param job empty: a job that does not exist yet
     * @param cutoff none that was stored or changed later
     * @param after only ids behind this one; empty: from the first
     */
    public Flux<DeadLetterSummary> candidates(
            DeadLetterFilter filter, Optional<String> job, Instant cutoff, Optional<String> after) {
        Bson meant = meant(filter, cutoff);
        Bson wanted = job.map(id -> or(meant, claimedBy(id))).orElse(meant);
        Bson behind = after.map(id -> gt(MongoDeadLetterDocument.ID, id)).orElse(new Document());
        return Flux.from(deadLetters
                        .find(and(wanted, lte(MongoDeadLetterDocument.STORED_AT, Date.from(cutoff)), behind))
                        .projection(MongoDeadLetterDocument.OUTLINE)
                        .sort(Sorts.ascending(MongoDeadLetterDocument.ID))
                        .batchSize(BATCH))
                .map(MongoDeadLetterDocument::summary);
    }

    private static Bson meant(DeadLetterFilter filter, Instant cutoff) {
        return and(MongoDeadLetterFilter.of(filter), lte(MongoDeadLetterDocument.CHANGED_AT, Date.from(cutoff)));
    }

    /**
     * Claims those that are open for a job; the ids of those that it has now.
     *
     * @param page where in the job they are to be found
     */
    public Mono<Set<String>> claim(Collection<String> ids, String job, int page, Instant now) {
        Bson free = or(eq(MongoDeadLetterDocument.STATE, DeadLetterState.OPEN.word()), claimedBy(job));
        Bson update = Updates.combine(
                Updates.set(MongoDeadLetterDocument.JOB, job),
                Updates.set(MongoDeadLetterDocument.JOB_PAGE, page),
                moveTo(DeadLetterState.REPLAYING, now));
        return Mono.from(deadLetters.updateMany(and(in(MongoDeadLetterDocument.ID, ids), free), update))
                .doOnNext(result -> changed.add(ids))
                .thenMany(deadLetters
                        .find(and(in(MongoDeadLetterDocument.ID, ids), claimedBy(job)))
                        .projection(Projections.include(MongoDeadLetterDocument.ID)))
                .map(document -> document.getString(MongoDeadLetterDocument.ID))
                .collect(Collectors.toSet());
    }

    /** Those of the dead letters that the job still has, whole. */
    public Flux<DeadLetter> claimed(Collection<String> ids, String job) {
        return Flux.from(deadLetters.find(and(in(MongoDeadLetterDocument.ID, ids), claimedBy(job))))
                .map(MongoDeadLetterDocument::read);
    }

    /** Opens dead letters again that the job has. */
    public Mono<Void> release(Collection<String> ids, String job, Instant now) {
        return moveClaimed(ids, job, DeadLetterState.OPEN, now);
    }

    /** Closes dead letters of the job that were handed over to another topic. */
    public Mono<Void> handOver(Collection<String> ids, String job, Instant now) {
        return moveClaimed(ids, job, DeadLetterState.HANDED_OVER, now);
    }

    /** Where the dead letters are that some job is replaying; others are left out. */
    public Mono<Map<String, Place>> places(Collection<String> ids) {
        return Flux.from(deadLetters
                        .find(and(
                                in(MongoDeadLetterDocument.ID, ids),
                                eq(MongoDeadLetterDocument.STATE, DeadLetterState.REPLAYING.word())))
                        .projection(Projections.include(MongoDeadLetterDocument.JOB, MongoDeadLetterDocument.JOB_PAGE)))
                .collectMap(
                        document -> document.getString(MongoDeadLetterDocument.ID),
                        document -> new Place(
                                document.getString(MongoDeadLetterDocument.JOB),
                                document.getInteger(MongoDeadLetterDocument.JOB_PAGE)));
    }

    /**
     * Closes dead letters whose outcome is known; those in a state without this transition stay as they are.
     *
     * @param reason why, as a short word; null: none
     */
    public Mono<Void> close(Collection<String> ids, Transition transition, @Nullable String reason, Instant now) {
        List<String> from =
                transition.from().stream().map(DeadLetterState::word).toList();
        Bson update =
                Updates.combine(moveTo(transition.to(), now), Updates.set(MongoDeadLetterDocument.REASON, reason));
        return Mono.from(deadLetters.updateMany(
                        and(in(MongoDeadLetterDocument.ID, ids), in(MongoDeadLetterDocument.STATE, from)), update))
                .doOnNext(result -> changed.add(ids))
                .then();
    }

    private Mono<Void> moveClaimed(Collection<String> ids, String job, DeadLetterState to, Instant now) {
        return ids.isEmpty()
                ? Mono.empty()
                : Mono.from(deadLetters.updateMany(
                                and(in(MongoDeadLetterDocument.ID, ids), claimedBy(job)), moveTo(to, now)))
                        .doOnNext(result -> changed.add(ids))
                        .then();
    }

    private static Bson claimedBy(String job) {
        return and(
                eq(MongoDeadLetterDocument.STATE, DeadLetterState.REPLAYING.word()),
                eq(MongoDeadLetterDocument.JOB, job));
    }

    private static Bson moveTo(DeadLetterState state, Instant now) {
        return Updates.combine(
                Updates.set(MongoDeadLetterDocument.STATE, state.word()),
                Updates.inc(MongoDeadLetterDocument.VERSION, 1L),
                Updates.set(MongoDeadLetterDocument.CHANGED_AT, Date.from(now)),
                Updates.set(MongoDeadLetterDocument.UNCOUNTED, true));
    }

    /** A page of a job. */
    public record Place(String job, int page) {}
}

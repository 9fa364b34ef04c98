package dev.elch.dlq.deadletter;

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

/** How a replay job takes letters, gives them back, and closes them. */
public final class MongoClaims {

    private static final int BATCH = 200;

    private final MongoCollection<Document> letters;
    private final ChangedLetters changed;

    public MongoClaims(MongoDatabase database, ChangedLetters changed) {
        this.letters = database.getCollection(MongoLetters.COLLECTION);
        this.changed = changed;
    }

    /**
     * Letters for a job in the order of their ids: those that are meant and those that it has claimed already.
     *
     * @param job empty: a job that does not exist yet
     * @param cutoff none that was stored later
     * @param after only ids behind this one; empty: from the first
     */
    public Flux<Outline> candidates(LetterFilter filter, Optional<String> job, Instant cutoff, Optional<String> after) {
        Bson meant = MongoLetterFilter.of(filter);
        Bson wanted = job.map(id -> or(meant, claimedBy(id))).orElse(meant);
        Bson behind = after.map(id -> gt(MongoLetterDocument.ID, id)).orElse(new Document());
        return Flux.from(letters.find(and(wanted, lte(MongoLetterDocument.STORED_AT, Date.from(cutoff)), behind))
                        .projection(MongoLetterDocument.OUTLINE)
                        .sort(Sorts.ascending(MongoLetterDocument.ID))
                        .batchSize(BATCH))
                .map(MongoLetterDocument::outline);
    }

    /**
     * Claims those that are open for a job; the ids of those that it has now.
     *
     * @param page where in the job they are to be found
     */
    public Mono<Set<String>> claim(Collection<String> ids, String job, int page, Instant now) {
        Bson free = or(eq(MongoLetterDocument.STATE, LetterState.OPEN.word()), claimedBy(job));
        Bson update = Updates.combine(
                Updates.set(MongoLetterDocument.JOB, job),
                Updates.set(MongoLetterDocument.JOB_PAGE, page),
                moveTo(LetterState.REPLAYING, now));
        return Mono.from(letters.updateMany(and(in(MongoLetterDocument.ID, ids), free), update))
                .doOnNext(result -> changed.add(ids))
                .thenMany(letters.find(and(in(MongoLetterDocument.ID, ids), claimedBy(job)))
                        .projection(Projections.include(MongoLetterDocument.ID)))
                .map(document -> document.getString(MongoLetterDocument.ID))
                .collect(Collectors.toSet());
    }

    /** Those of the letters that the job still has, whole. */
    public Flux<Letter> claimed(Collection<String> ids, String job) {
        return Flux.from(letters.find(and(in(MongoLetterDocument.ID, ids), claimedBy(job))))
                .map(MongoLetterDocument::read);
    }

    /** Opens letters again that the job has. */
    public Mono<Void> release(Collection<String> ids, String job, Instant now) {
        return moveClaimed(ids, job, LetterState.OPEN, now);
    }

    /** Closes letters that the job has and that somebody else has got now. */
    public Mono<Void> handOver(Collection<String> ids, String job, Instant now) {
        return moveClaimed(ids, job, LetterState.HANDED_OVER, now);
    }

    /** Where the letters are that some job is replaying; others are left out. */
    public Mono<Map<String, Place>> places(Collection<String> ids) {
        return Flux.from(letters.find(and(
                                in(MongoLetterDocument.ID, ids),
                                eq(MongoLetterDocument.STATE, LetterState.REPLAYING.word())))
                        .projection(Projections.include(MongoLetterDocument.JOB, MongoLetterDocument.JOB_PAGE)))
                .collectMap(
                        document -> document.getString(MongoLetterDocument.ID),
                        document -> new Place(
                                document.getString(MongoLetterDocument.JOB),
                                document.getInteger(MongoLetterDocument.JOB_PAGE)));
    }

    /**
     * Closes letters whose outcome is known; those that can not make this move stay as they are.
     *
     * @param reason why, as a short word; null: none
     */
    public Mono<Void> close(Collection<String> ids, Transition transition, @Nullable String reason, Instant now) {
        List<String> from = transition.from().stream().map(LetterState::word).toList();
        Bson update = Updates.combine(moveTo(transition.to(), now), Updates.set(MongoLetterDocument.REASON, reason));
        return Mono.from(letters.updateMany(
                        and(in(MongoLetterDocument.ID, ids), in(MongoLetterDocument.STATE, from)), update))
                .doOnNext(result -> changed.add(ids))
                .then();
    }

    private Mono<Void> moveClaimed(Collection<String> ids, String job, LetterState to, Instant now) {
        return ids.isEmpty()
                ? Mono.empty()
                : Mono.from(letters.updateMany(and(in(MongoLetterDocument.ID, ids), claimedBy(job)), moveTo(to, now)))
                        .doOnNext(result -> changed.add(ids))
                        .then();
    }

    private static Bson claimedBy(String job) {
        return and(eq(MongoLetterDocument.STATE, LetterState.REPLAYING.word()), eq(MongoLetterDocument.JOB, job));
    }

    private static Bson moveTo(LetterState state, Instant now) {
        return Updates.combine(
                Updates.set(MongoLetterDocument.STATE, state.word()),
                Updates.inc(MongoLetterDocument.VERSION, 1L),
                Updates.set(MongoLetterDocument.CHANGED_AT, Date.from(now)),
                Updates.set(MongoLetterDocument.UNCOUNTED, true));
    }

    /** A page of a job. */
    public record Place(String job, int page) {}
}

package dev.elch.dlq.replay;

import dev.elch.contract.EventKeys;
import dev.elch.contract.Topics;
import dev.elch.dlq.audit.MongoAuditLog;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.DeadLetterState;
import dev.elch.dlq.deadletter.DeadLetterSummary;
import dev.elch.dlq.preview.Confirmation;
import dev.elch.dlq.preview.MongoCandidates;
import dev.elch.dlq.preview.PreviewToken;
import dev.elch.dlq.search.DeadLetterFilter;
import dev.elch.dlq.search.Selection;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Orders, pauses, resumes and cancels replays. Every action is in the audit log before it is done. */
public final class Replays {

    static final String VERB = "replay";
    private static final int MOST_JOBS = 100;

    private final MongoCandidates candidates;
    private final MongoReplayPages pages;
    private final MongoReplayJobs jobs;
    private final MongoReplayRequests requests;
    private final MongoAuditLog audit;
    private final Confirmation confirmation;
    private final ReplayProperties properties;
    private final Runnable nudge;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Replays(
            MongoCandidates candidates,
            MongoReplayPages pages,
            MongoReplayJobs jobs,
            MongoReplayRequests requests,
            MongoAuditLog audit,
            Confirmation confirmation,
            ReplayProperties properties,
            Runnable nudge,
            Clock clock) {
        this.candidates = candidates;
        this.pages = pages;
        this.jobs = jobs;
        this.requests = requests;
        this.audit = audit;
        this.confirmation = confirmation;
        this.properties = properties;
        this.nudge = nudge;
        this.clock = clock;
    }

    /** The forecast of an order for this topic; nothing is changed. */
    public Mono<Preview> preview(Selection selection, String topic) {
        return preview(selection, topic, clock.instant());
    }

    private Mono<Preview> preview(Selection selection, String topic, Instant at) {
        Forecast forecast = new Forecast(properties, topic);
        DeadLetterFilter filter = replayable(selection.filter());
        Instant now = clock.instant();
        return candidates
                .find(filter, at)
                .collect(
                        PreviewCount::new,
                        (count, deadLetter) ->
                                count.add(deadLetter, forecast.skippedAtFirst(deadLetter.summary(), now)))
                .map(count -> count.preview(filter, topic, confirmation, at));
    }

    /**
     * Starts a job, unless there is one for the same order already.
     *
     * @param key the caller's {@code Idempotency-Key}; empty: none
     * @param typed what the caller typed to confirm; empty: nothing
     */
    public Mono<OrderResult> order(ReplayOrder order, Optional<String> key, Optional<String> typed) {
        DeadLetterFilter filter = replayable(order.selection().filter());
        String job = EventKeys.create(clock.instant(), random);
        return key.map(known -> requests.claim("key " + order.actor() + " " + known, job))
                .orElse(Mono.just(job))
                .flatMap(first -> first.equals(job)
                        ? confirmed(order, filter, job, typed)
                        : known(first, order, filter).switchIfEmpty(confirmed(order, filter, first, typed)));
    }

    /** Why a replay would skip this dead letter; empty: it would be sent. */
    public Optional<String> unsendable(DeadLetter deadLetter) {
        return new Forecast(properties, Topics.REPLAY)
                .skippedAtFirst(DeadLetterSummary.of(deadLetter), clock.instant());
    }

    public Mono<ReplayJob> find(String id) {
        return jobs.find(id);
    }

    public Flux<ReplayJob> newest() {
        return jobs.newest(MOST_JOBS);
    }

    /** Jobs that have something to do in the background. */
    public Flux<ReplayJob> atWork() {
        return jobs.atWork();
    }

    /** Where the dead letters of a job are, at this moment. */
    public Mono<Balance> balance(ReplayJob job) {
        return pages.balance(job.id(), job.pages());
    }

    /** Dead letters of a job, page by page; empty behind the last page. */
    public Flux<ReplayEntry> entries(String job, int page) {
        return pages.find(job, page).flatMapIterable(ReplayPage::entries);
    }

    /** Stops sending until the job is resumed. */
    public Mono<JobActionResult> pause(String id, String actor, String reason) {
        return act(id, "pause", Set.of(JobState.RUNNING), JobState.PAUSED, actor, reason);
    }

    /** Goes on sending, slowly at first; what has failed until now is no reason to pause again. */
    public Mono<JobActionResult> resume(String id, String actor, String reason) {
        return jobs.find(id)
                .flatMap(job -> balance(job).flatMap(balance -> jobs.outcomesReset(id, ReplayJob.Outcomes.of(balance))))
                .then(act(id, "resume", Set.of(JobState.PAUSED), JobState.RUNNING, actor, reason));
    }

    /** Reopens what was not sent. */
    public Mono<JobActionResult> cancel(String id, String actor, String reason) {
        return act(id, "cancel", Set.of(JobState.RUNNING, JobState.PAUSED), JobState.CANCELLING, actor, reason);
    }

    public static String requestOf(DeadLetterFilter filter, String topic) {
        return ReplayTopics.isFollowed(topic) ? "selection " + filter : "selection to " + topic + " " + filter;
    }

    private Mono<OrderResult> known(String job, ReplayOrder order, DeadLetterFilter filter) {
        return jobs.find(job).map(found -> {
            boolean isTheSame = found.filter().equals(filter) && found.topic().equals(order.topic());
            return isTheSame ? new OrderResult.Known(found) : new OrderResult.KeyInUse(found);
        });
    }

    private Mono<OrderResult> confirmed(
            ReplayOrder order, DeadLetterFilter filter, String job, Optional<String> typed) {
        Instant now = clock.instant();
        Instant cutoff = PreviewToken.cutoff(order.seen(), now);
        return preview(order.selection(), order.topic(), cutoff).flatMap(preview -> {
            if (order.seen().isPresent()
                    && !order.seen().get().equals(preview.scope().token())) {
                return active(order, filter)
                        .switchIfEmpty(
                                preview(order.selection(), order.topic(), now).map(OrderResult.Changed::new));
            }
            if (preview.selected() == 0) {
                return active(order, filter).switchIfEmpty(Mono.just(new OrderResult.Nothing()));
            }
            return preview.confirmation().isEmpty() || preview.confirmation().equals(typed)
                    ? started(order, filter, job)
                    : active(order, filter)
                            .switchIfEmpty(Mono.just(new OrderResult.Unconfirmed(
                                    preview, preview.confirmation().get())));
        });
    }

    /** The job that has taken the dead letters of this selection already, if one has. */
    private Mono<OrderResult> active(ReplayOrder order, DeadLetterFilter filter) {
        return requests.holder(requestOf(filter, order.topic()))
                .flatMap(jobs::find)
                .map(OrderResult.Known::new);
    }

    /**
     * Starts the job, unless there is one for this selection that is not over. One that was claimed and is not there yet is being
     * started at this moment, or its process died: starting it again under its id comes to the same job.
     */
    private Mono<OrderResult> started(ReplayOrder order, DeadLetterFilter filter, String job) {
        return holder(requestOf(filter, order.topic()), job)
                .flatMap(holder -> jobs.find(holder)
                        .<OrderResult>map(OrderResult.Known::new)
                        .switchIfEmpty(Mono.defer(() -> start(order, filter, holder))));
    }

    /** The job that has the request now: {@code job}, unless the request belongs to another that is not over. */
    private Mono<String> holder(String request, String job) {
        return requests.claim(request, job)
                .flatMap(holder -> jobs.find(holder)
                        .filter(found -> found.state().isFinal())
                        .flatMap(over ->
                                requests.takeOver(request, over.id(), job).then(requests.claim(request, job)))
                        .defaultIfEmpty(holder));
    }

    private Mono<OrderResult> start(ReplayOrder order, DeadLetterFilter filter, String id) {
        Instant now = clock.instant();
        ReplayJob job = new ReplayJob(
                id,
                filter,
                order.topic(),
                order.rate(),
                order.actor(),
                order.reason(),
                JobState.FREEZING,
                null,
                PreviewToken.cutoff(order.seen(), now),
                now,
                0,
                0,
                0,
                Map.of(),
                ReplayJob.Outcomes.NONE,
                null);
        Map<String, String> details = Map.of(
                "job", id,
                "filter", filter.toString(),
                "topic", order.topic(),
                "rate", Integer.toString(order.rate()),
                "reason", order.reason());
        return audit.write(order.actor(), VERB, details)
                .then(jobs.add(job))
                .doOnNext(added -> nudge.run())
                .<OrderResult>map(OrderResult.Started::new)
                .switchIfEmpty(Mono.defer(() -> jobs.find(id).map(OrderResult.Known::new)));
    }

    private Mono<JobActionResult> act(
            String id, String verb, Set<JobState> from, JobState to, String actor, String reason) {
        return jobs.find(id)
                .flatMap(job -> from.contains(job.state())
                        ? audit.write(actor, verb + " replay", Map.of("job", id, "reason", reason))
                                .then(jobs.move(id, from, to, actor + ": " + reason, clock.instant()))
                                .doOnNext(moved -> nudge.run())
                                .<JobActionResult>map(JobActionResult.Done::new)
                                .switchIfEmpty(jobs.find(id).map(JobActionResult.Impossible::new))
                        : Mono.just(new JobActionResult.Impossible(job)))
                .defaultIfEmpty(new JobActionResult.Absent());
    }

    /** Without a state, open dead letters are selected. */
    private static DeadLetterFilter replayable(DeadLetterFilter filter) {
        return filter.withState(DeadLetterState.OPEN);
    }
}

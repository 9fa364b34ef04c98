package dev.elch.notification.jobs;

import dev.elch.contract.EventKeys;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.ledger.LedgerEntry;
import dev.elch.notification.ledger.LedgerUnavailableException;
import dev.elch.notification.ledger.MongoSubmissions;
import dev.elch.notification.ledger.SeenEvent;
import dev.elch.notification.ledger.Submission;
import dev.elch.notification.paging.PageCursor;
import dev.elch.notification.quota.QuotaDecision;
import dev.elch.notification.quota.QuotaReservation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Takes jobs in and shows them. Never blocks the caller. */
final class Jobs {

    private static final Logger log = LoggerFactory.getLogger(Jobs.class);

    private final MongoSubmissions submissions;
    private final QuotaReservation quota;
    private final JobPublisher publisher;
    private final Duration relayAfter;
    private final Scheduler blocking;
    private final RandomGenerator random;
    private final Clock clock;

    /**
     * @param relayAfter how long the relay leaves a new job to the publisher
     * @param blocking where the quota may be asked
     */
    Jobs(
            MongoSubmissions submissions,
            QuotaReservation quota,
            JobPublisher publisher,
            Duration relayAfter,
            Scheduler blocking,
            RandomGenerator random,
            Clock clock) {
        this.submissions = submissions;
        this.quota = quota;
        this.publisher = publisher;
        this.relayAfter = relayAfter;
        this.blocking = blocking;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Takes a job in. Once this answers that it is enqueued, it is durable, whatever happens to this process or the broker.
     *
     * @param key what the caller calls it; null: its body names it when it says when the sign-in was, else a new key is made
     * @param submitter name of the caller
     * @param traceparent trace it belongs to; null when unknown
     */
    Mono<Submitted> submit(JobRequest request, @Nullable String key, String submitter, @Nullable String traceparent) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String eventKey = key == null ? request.ownKey().orElseGet(() -> EventKeys.create(now, random)) : key;
        SignIn signIn = request.signIn(eventKey, now);
        Submission submission = new Submission(signIn, request.fingerprint(), submitter, traceparent);
        Mono<Submitted> fresh = refusal(signIn, now).switchIfEmpty(Mono.defer(() -> enter(submission, now)));
        return key == null && request.occurredAt() == null
                ? fresh
                : alreadyThere(submission, now).switchIfEmpty(fresh);
    }

    Mono<JobView> find(String jobId) {
        return submissions.find(jobId, clock.instant()).map(JobView::of);
    }

    Mono<JobPage> page(JobQuery query) {
        PageCursor from = query.cursor();
        return submissions
                .page(query.userId(), from.at(), from.id(), query.limit() + 1, clock.instant())
                .map(found -> page(found, query.limit()));
    }

    private Mono<Submitted> refusal(SignIn signIn, Instant now) {
        return Mono.fromCallable(() -> quota.reserve(signIn, now))
                .subscribeOn(blocking)
                .onErrorMap(e -> new LedgerUnavailableException("the quota cannot be asked", e))
                .flatMap(decision -> Mono.justOrEmpty(retryAfter(decision, now)))
                .map(Submitted.OverQuota::new);
    }

    private Mono<Submitted> enter(Submission submission, Instant now) {
        return submissions.enter(submission, now.plus(relayAfter), now).flatMap(isEntered -> {
            if (!isEntered) {
                return alreadyThere(submission, now);
            }
            log.info("event {}: handed in by {}", submission.signIn().eventKey(), submission.submitter());
            publisher.publishSoon(submission);
            return Mono.just(new Submitted.Enqueued(JobView.enqueued(submission, now)));
        });
    }

    private Mono<Submitted> alreadyThere(Submission submission, Instant now) {
        return submissions
                .find(submission.signIn().eventKey(), now)
                .map(seen -> new Submitted.AlreadyThere(
                        JobView.of(seen), seen.bodyHash().equals(submission.bodyHash())));
    }

    private static JobPage page(List<SeenEvent> found, int limit) {
        boolean isLast = found.size() <= limit;
        List<SeenEvent> shown = isLast ? found : found.subList(0, limit);
        String next = isLast ? null : behind(shown.get(limit - 1).entry()).toString();
        return new JobPage(shown.stream().map(JobView::of).toList(), next);
    }

    private static PageCursor behind(LedgerEntry last) {
        return new PageCursor(last.createdAt(), last.eventKey());
    }

    private static Optional<Duration> retryAfter(QuotaDecision decision, Instant now) {
        return decision.handle(new QuotaDecision.Handling<>() {
            @Override
            public Optional<Duration> granted(QuotaDecision.Granted granted) {
                return Optional.empty();
            }

            @Override
            public Optional<Duration> reserved(QuotaDecision.Reserved reserved) {
                return Optional.empty();
            }

            @Override
            public Optional<Duration> overQuota(QuotaDecision.OverQuota refused) {
                return Optional.of(refused.retryAfter(now));
            }
        });
    }
}

package dev.elch.notification.jobs;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Lets many watch a job: however many they are, the ledger is asked once per job and interval. It is asked, because what
 * changes the job may be another instance.
 */
final class JobWatch {

    private static final Logger log = LoggerFactory.getLogger(JobWatch.class);

    private final Map<String, Flux<JobView>> shared = new ConcurrentHashMap<>();
    private final AtomicInteger watchers = new AtomicInteger();
    private final Function<String, Mono<JobView>> jobs;
    private final JobsProperties properties;
    private final Scheduler timer;

    JobWatch(Function<String, Mono<JobView>> jobs, JobsProperties properties, Scheduler timer) {
        this.jobs = jobs;
        this.properties = properties;
        this.timer = timer;
    }

    /**
     * The job as it is, then every change, until it has come to its end, is forgotten, or was watched for long enough. While
     * the ledger does not answer nothing comes. Empty when too many watch already.
     */
    Mono<Flux<JobView>> watch(JobView first) {
        if (watchers.get() >= properties.watchers()) {
            return Mono.empty();
        }
        Flux<JobView> changes = shared.computeIfAbsent(first.jobId(), this::changes);
        return Mono.just(Flux.concat(Flux.just(first), changes)
                .distinctUntilChanged()
                .takeUntil(JobView::isFinal)
                .take(properties.watchAtMost(), timer)
                .doOnSubscribe(begun -> watchers.incrementAndGet())
                .doFinally(end -> watchers.decrementAndGet()));
    }

    private Flux<JobView> changes(String jobId) {
        return Flux.interval(properties.watchEvery(), timer)
                .onBackpressureDrop()
                .concatMap(tick -> asked(jobId), 1)
                .takeUntil(JobView::isFinal)
                .distinctUntilChanged()
                .doFinally(end -> shared.remove(jobId))
                .replay(1)
                .refCount(1, Duration.ZERO, timer);
    }

    private Mono<JobView> asked(String jobId) {
        return jobs.apply(jobId).onErrorResume(down -> {
            log.debug("job {} is watched, but the ledger does not answer: {}", jobId, down.toString());
            return Mono.empty();
        });
    }
}

package dev.elch.notification.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class JobWatchTest {

    private static final Duration EVERY = Duration.ofMillis(500);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final AtomicInteger asked = new AtomicInteger();
    private @Nullable JobView ledger = job(JobStatus.ENQUEUED);
    private final JobWatch watch = new JobWatch(
            jobId -> {
                asked.incrementAndGet();
                return ledger == null ? Mono.error(new IllegalStateException("away")) : Mono.just(ledger);
            },
            new JobsProperties(
                    EVERY, EVERY, Duration.ofSeconds(10), EVERY, Duration.ofSeconds(15), Duration.ofMinutes(10), 3),
            time);

    @Test
    void shows_the_job_as_it_is_then_each_change_once_and_ends_with_the_job() {
        Watcher watcher = new Watcher();
        pass(EVERY.multipliedBy(3));
        ledger = job(JobStatus.PROCESSING);
        pass(EVERY.multipliedBy(3));
        ledger = job(JobStatus.COMPLETED);
        pass(EVERY);

        assertThat(watcher.seen).containsExactly(JobStatus.ENQUEUED, JobStatus.PROCESSING, JobStatus.COMPLETED);
        assertThat(watcher.isOver).isTrue();
    }

    @Test
    void asks_once_for_all_who_watch_and_no_longer_when_nobody_does() {
        List<Watcher> watchers = List.of(new Watcher(), new Watcher(), new Watcher());
        pass(EVERY.multipliedBy(10));
        assertThat(asked).hasValue(10);

        watchers.forEach(watcher -> watcher.subscription.dispose());
        pass(EVERY.multipliedBy(10));

        assertThat(asked).hasValue(10);
    }

    @Test
    void says_nothing_while_the_ledger_is_away_and_goes_on_when_it_is_back() {
        Watcher watcher = new Watcher();
        ledger = null;
        pass(EVERY.multipliedBy(5));
        assertThat(watcher.seen).containsExactly(JobStatus.ENQUEUED);

        ledger = job(JobStatus.DLQ);
        pass(EVERY);

        assertThat(watcher.seen).containsExactly(JobStatus.ENQUEUED, JobStatus.DLQ);
    }

    @Test
    void ends_at_once_for_a_job_that_has_come_to_its_end() {
        ledger = job(JobStatus.SUPPRESSED);

        Watcher watcher = new Watcher();

        assertThat(watcher.seen).containsExactly(JobStatus.SUPPRESSED);
        assertThat(watcher.isOver).isTrue();
        assertThat(asked).hasValue(0);
    }

    @Test
    void lets_nobody_watch_for_ever() {
        Watcher watcher = new Watcher();

        pass(Duration.ofMinutes(10));

        assertThat(watcher.isOver).isTrue();
    }

    @Test
    void has_room_for_so_many_and_for_others_when_they_are_gone() {
        List<Watcher> watchers = List.of(new Watcher(), new Watcher(), new Watcher());
        assertThat(watch.watch(job(JobStatus.ENQUEUED)).blockOptional()).isEmpty();

        watchers.get(0).subscription.dispose();

        assertThat(watch.watch(job(JobStatus.ENQUEUED)).blockOptional()).isPresent();
    }

    private void pass(Duration duration) {
        time.advanceTimeBy(duration);
    }

    private static JobView job(JobStatus status) {
        boolean isFinal = status.compareTo(JobStatus.COMPLETED) >= 0;
        Instant begin = Instant.parse("2026-03-01T10:00:00Z");
        return new JobView(
                "key",
                "github:7",
                status,
                null,
                null,
                0,
                begin,
                isFinal ? begin : null,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    /** Remembers what it was shown. */
    private final class Watcher {

        private final List<JobStatus> seen = new ArrayList<>();
        private boolean isOver;
        private final Disposable subscription;

        Watcher() {
            Flux<JobView> states = watch.watch(ledger).blockOptional().orElseThrow();
            subscription = states.subscribe(
                    job -> seen.add(job.status()),
                    failure -> {
                        throw new AssertionError(failure);
                    },
                    () -> isOver = true);
        }
    }
}

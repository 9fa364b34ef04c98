package dev.elch.notification.jobs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Looks again and again for jobs that were handed in and are not published, because the broker or a process was down. */
final class JobRelay {

    private static final Logger log = LoggerFactory.getLogger(JobRelay.class);

    private final JobPublisher publisher;
    private final Duration every;
    private final Scheduler timer;
    private @Nullable Disposable running;

    JobRelay(JobPublisher publisher, Duration every, Scheduler timer) {
        this.publisher = publisher;
        this.every = every;
        this.timer = timer;
    }

    synchronized void start() {
        running =
                Mono.defer(this::round).delaySubscription(every, timer).repeat().subscribe();
    }

    /** What is not published stays in the ledger for the next start. */
    synchronized void stop() {
        if (running != null) {
            running.dispose();
            running = null;
        }
    }

    synchronized boolean isRunning() {
        return running != null;
    }

    private Mono<Long> round() {
        return publisher.publishDue().onErrorResume(down -> {
            log.warn("Jobs that wait to be published wait until the next round: {}", down.toString());
            return Mono.empty();
        });
    }
}

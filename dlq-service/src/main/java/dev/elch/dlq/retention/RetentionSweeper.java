package dev.elch.dlq.retention;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps once an hour. Several instances may sweep at the same time. */
final class RetentionSweeper {

    private static final Logger log = LoggerFactory.getLogger(RetentionSweeper.class);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final MongoRetention retention;
    private final Clock clock;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "retention");
        thread.setDaemon(true);
        return thread;
    });

    RetentionSweeper(MongoRetention retention, Clock clock) {
        this.retention = retention;
        this.clock = clock;
    }

    void start() {
        Future<?> ignored = scheduler.scheduleWithFixedDelay(this::sweep, 1, 60, TimeUnit.MINUTES);
    }

    void stop() {
        scheduler.shutdownNow();
    }

    private void sweep() {
        try {
            Long deleted = retention.sweep(clock.instant()).block(LONGEST);
            log.info("{} dead letters were kept long enough and are deleted", deleted);
        } catch (RuntimeException e) {
            log.warn("The sweep did not work, trying again in an hour: {}", e.toString());
        }
    }
}

package dev.elch.dlq.alert;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the alert check at a fixed interval, on a thread of its own. Several instances may do so at the same time. */
final class AlertScheduler {

    private static final Logger log = LoggerFactory.getLogger(AlertScheduler.class);

    private final Alerting alerting;
    private final Duration every;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "alarm");
        thread.setDaemon(true);
        return thread;
    });

    AlertScheduler(Alerting alerting, Duration every) {
        this.alerting = alerting;
        this.every = every;
    }

    void start() {
        long millis = every.toMillis();
        Future<?> ignored = scheduler.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    void stop() {
        scheduler.shutdownNow();
    }

    private void look() {
        try {
            alerting.look();
        } catch (RuntimeException e) {
            log.warn("Alerts cannot be checked now, trying again in {}: {}", every, e.toString());
        }
    }
}

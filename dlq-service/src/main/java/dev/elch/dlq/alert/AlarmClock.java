package dev.elch.dlq.alert;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks now and then, on a thread of its own. Several instances may do so at the same time. */
final class AlarmClock {

    private static final Logger log = LoggerFactory.getLogger(AlarmClock.class);

    private final Alarm alarm;
    private final Duration every;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "alarm");
        thread.setDaemon(true);
        return thread;
    });

    AlarmClock(Alarm alarm, Duration every) {
        this.alarm = alarm;
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
            alarm.look();
        } catch (RuntimeException e) {
            log.warn("Nobody can look for alerts now, trying again in {}: {}", every, e.toString());
        }
    }
}

package dev.elch.dlq.automatic;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks every cause at a fixed interval. Several instances may do so at the same time. */
final class AutomaticReplayScheduler {

    private static final Logger log = LoggerFactory.getLogger(AutomaticReplayScheduler.class);

    private final AutomaticReplay automatic;
    private final AutomaticProperties properties;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "automatic-replay");
        thread.setDaemon(true);
        return thread;
    });

    AutomaticReplayScheduler(AutomaticReplay automatic, AutomaticProperties properties) {
        this.automatic = automatic;
        this.properties = properties;
    }

    /** Does nothing when there are no causes to look at. */
    void start() {
        List<String> kinds = properties.kinds();
        if (!kinds.isEmpty()) {
            long millis = properties.every().toMillis();
            Future<?> ignored = scheduler.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
            log.info("Dead letters of {} are replayed automatically when their cause has passed", kinds);
        }
    }

    void stop() {
        scheduler.shutdownNow();
    }

    private void look() {
        for (String kind : properties.kinds()) {
            try {
                automatic.step(kind);
            } catch (RuntimeException e) {
                log.warn("Cause {} cannot be checked now, trying again later: {}", kind, e.toString());
            }
        }
    }
}

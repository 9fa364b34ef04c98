package dev.elch.dlq.automatic;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at every cause now and then. Several instances may do so at the same time. */
final class AutomaticReplayer {

    private static final Logger log = LoggerFactory.getLogger(AutomaticReplayer.class);

    private final Automatic automatic;
    private final AutomaticProperties properties;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "automatic-replay");
        thread.setDaemon(true);
        return thread;
    });

    AutomaticReplayer(Automatic automatic, AutomaticProperties properties) {
        this.automatic = automatic;
        this.properties = properties;
    }

    /** Does nothing when there are no causes to look at. */
    void start() {
        List<String> kinds = properties.kinds();
        if (!kinds.isEmpty()) {
            long millis = properties.every().toMillis();
            Future<?> ignored = scheduler.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
            log.info("Letters of {} are replayed without a person when their cause has passed", kinds);
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
                log.warn("Cause {} can not be looked at now, trying again later: {}", kind, e.toString());
            }
        }
    }
}

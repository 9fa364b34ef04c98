package dev.elch.notification.deadletter;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers parked dead letters to the dead-letter topic from time to time, on a thread of its own. */
final class ParkedDeadLetterRounds implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ParkedDeadLetterRounds.class);

    private final DeadLetters deadLetters;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "parked-dead-letters"));

    ParkedDeadLetterRounds(DeadLetters deadLetters, Duration every) {
        this.deadLetters = deadLetters;
        var unused =
                timer.scheduleWithFixedDelay(this::round, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            deadLetters.publishParked();
        } catch (RuntimeException e) {
            log.warn("parked dead letters stay parked until the next round: {}", e.toString());
        }
    }

    /** Lets a round that is going on end. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(15, TimeUnit.SECONDS)) {
                log.warn("a round of parked dead letters was still going on at the stop: the rest stays parked");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.elch.notification.start;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the start until everything is there that the service needs, and gives up when patience ends. Once started, the
 * service copes when one of them goes away.
 */
final class PatientStart {

    private static final Logger log = LoggerFactory.getLogger(PatientStart.class);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);
    private static final long BETWEEN_LOOKS_MILLIS = 250;

    private final List<StartCheck> checks;
    private final Duration patience;

    PatientStart(List<StartCheck> checks, Duration patience) {
        this.checks = checks;
        this.patience = patience;
    }

    /** @throws MissingPieceException when something is still missing at the end of patience */
    void waitForEverything() {
        long end = System.nanoTime() + patience.toNanos();
        for (StartCheck check : checks) {
            waitFor(check, end);
        }
    }

    private static void waitFor(StartCheck check, long end) {
        Optional<MissingPieceException> missing = check.missing(look(end));
        missing.ifPresent(piece -> log.info("Waiting: {}", piece.getMessage()));
        while (missing.isPresent()) {
            if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                throw missing.get();
            }
            pause();
            missing = check.missing(look(end));
        }
    }

    private static Duration look(long end) {
        Duration left = Duration.ofNanos(
                Math.max(end - System.nanoTime(), Duration.ofSeconds(1).toNanos()));
        return left.compareTo(LONGEST_LOOK) < 0 ? left : LONGEST_LOOK;
    }

    /** At start there is nothing else to do on this thread. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

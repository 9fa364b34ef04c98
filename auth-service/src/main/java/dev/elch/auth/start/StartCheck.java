package dev.elch.auth.start;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits, for a while, until all surroundings are there; then the service may start, or says what is missing and stops. */
final class StartCheck {

    private static final Logger log = LoggerFactory.getLogger(StartCheck.class);
    private static final Duration ONE_QUESTION = Duration.ofSeconds(3);

    private final List<Surrounding> surroundings;
    private final Pause pause;
    private final Clock clock;

    StartCheck(List<Surrounding> surroundings, Pause pause, Clock clock) {
        this.surroundings = surroundings;
        this.pause = pause;
        this.clock = clock;
    }

    /** Asks each of them until it is there; throws what is missing when {@code patience} is over. */
    void run(Duration patience) {
        if (patience.isZero()) {
            log.warn("Starting without asking for broker, registry and database (elch.start-check.patience is zero)");
            return;
        }
        Instant end = clock.instant().plus(patience);
        surroundings.forEach(surrounding -> await(surrounding, end));
    }

    private void await(Surrounding surrounding, Instant end) {
        Optional<CannotStartException> missing = surrounding.missing(ONE_QUESTION);
        while (missing.isPresent()) {
            if (!clock.instant().isBefore(end)) {
                throw missing.get();
            }
            log.info("Waiting: {}", missing.get().getMessage());
            pause.once();
            missing = surrounding.missing(ONE_QUESTION);
        }
    }

    /** Lets a moment pass between two questions. */
    interface Pause {
        void once();
    }
}

package dev.elch.startup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the start until every check passes, and fails it when patience runs out. A check that passed may fail in a later
 * one, as when the database stops between two of them: that is waited for, too. Once started, the service copes with
 * dependencies that come and go.
 */
public final class StartChecks {

    private static final Logger log = LoggerFactory.getLogger(StartChecks.class);
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(5);
    private static final Duration SHORTEST_CHECK = Duration.ofSeconds(1);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final List<StartCheck> checks;
    private final Duration patience;
    private final Pause pause;
    private final Clock clock;

    /**
     * Checks that share one patience.
     *
     * @param checks in the order in which they are made
     */
    public StartChecks(List<StartCheck> checks, Duration patience, Clock clock) {
        this(checks, patience, () -> LockSupport.parkNanos(PAUSE_NANOS), clock);
    }

    StartChecks(List<StartCheck> checks, Duration patience, Pause pause, Clock clock) {
        this.checks = List.copyOf(checks);
        this.patience = patience;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * Makes every check, again and again until it passes; none if the patience is zero.
     *
     * @throws CannotStartException if a check still fails after the patience, or if the thread is interrupted
     */
    public void pass() {
        if (patience.isZero()) {
            log.warn("Starting without checking any dependency, because elch.start.patience is zero");
            return;
        }
        Instant end = clock.instant().plus(patience);
        checks.forEach(check -> pass(check, end));
    }

    private void pass(StartCheck check, Instant end) {
        Optional<CannotStartException> problem = check.problem(limit(end));
        problem.ifPresent(first -> log.info("Waiting up to {} s: {}", patience.toSeconds(), first.getMessage()));
        while (problem.isPresent()) {
            if (!clock.instant().isBefore(end) || Thread.currentThread().isInterrupted()) {
                throw problem.get();
            }
            pause.once();
            problem = check.problem(limit(end));
        }
    }

    private Duration limit(Instant end) {
        Duration left = Duration.between(clock.instant(), end);
        if (left.compareTo(SHORTEST_CHECK) < 0) {
            return SHORTEST_CHECK;
        }
        return left.compareTo(LONGEST_CHECK) < 0 ? left : LONGEST_CHECK;
    }

    /** Lets some time pass between two checks. */
    interface Pause {
        void once();
    }
}

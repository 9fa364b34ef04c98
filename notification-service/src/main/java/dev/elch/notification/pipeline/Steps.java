package dev.elch.notification.pipeline;

import dev.elch.notification.ledger.LedgerUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes durable steps one after the other, and goes on later with the first one that could not be taken. */
final class Steps {

    /** What came of one step. */
    enum Taken {
        /** It is durable: the next one. */
        DONE,
        /** It is not known to be durable: this one again. */
        AGAIN,
        /** Somebody else has taken over: none of the others. */
        LOST
    }

    private static final Logger log = LoggerFactory.getLogger(Steps.class);

    private final Clock clock;
    private final Duration again;

    Steps(Clock clock, Duration again) {
        this.clock = clock;
        this.again = again;
    }

    Handled take(List<Supplier<Taken>> steps, Handled whenDone) {
        for (int next = 0; next < steps.size(); next++) {
            Taken taken = taken(steps.get(next));
            if (taken == Taken.LOST) {
                return whenDone;
            }
            if (taken == Taken.AGAIN) {
                List<Supplier<Taken>> left = steps.subList(next, steps.size());
                return new Handled.Unfinished(clock.instant().plus(again), () -> take(left, whenDone));
            }
        }
        return whenDone;
    }

    private static Taken taken(Supplier<Taken> step) {
        try {
            return step.get();
        } catch (LedgerUnavailableException e) {
            log.warn("{}: the step is repeated", e.getMessage());
            return Taken.AGAIN;
        } catch (RuntimeException e) {
            log.error("a step failed in an unforeseen way, it is repeated", e);
            return Taken.AGAIN;
        }
    }
}

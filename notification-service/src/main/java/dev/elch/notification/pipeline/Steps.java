package dev.elch.notification.pipeline;

import dev.elch.notification.ledger.LedgerUnavailableException;
import dev.elch.notification.log.LimitedLog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Takes durable steps one after the other, and goes on later with the first one that could not be taken. */
final class Steps {

    /** What came of one step. */
    enum Taken {
        /** It is durable: the next one. */
        DONE,
        /** It is not known to be durable: this one again. */
        AGAIN,
        /** Another holder has taken over: none of the others. */
        LOST,
        /** It can never be taken: what is done about that instead of the others. */
        IMPOSSIBLE
    }

    private final LimitedLog log;
    private final Clock clock;
    private final Duration again;
    private final Predicate<Throwable> isOutage;

    /**
     * @param again how soon a step is repeated that was not taken
     * @param isOutage whether an exception comes from something that does not answer now, and so passes
     */
    Steps(Clock clock, Duration again, Predicate<Throwable> isOutage) {
        this.log = new LimitedLog(LoggerFactory.getLogger(Steps.class), clock);
        this.clock = clock;
        this.again = again;
        this.isOutage = isOutage;
    }

    /** Whether an exception passes by itself, so that its step may be repeated for as long as it takes. */
    boolean isPassing(RuntimeException e) {
        return e instanceof LedgerUnavailableException || isOutage.test(e);
    }

    /** Takes steps that are possible in the end. */
    Handled take(List<Supplier<Taken>> steps, Handled whenDone) {
        return take(steps, whenDone, () -> {
            throw new IllegalStateException("a step is impossible that has no other in its place");
        });
    }

    /** @param whenImpossible takes over from a step that can never be taken */
    Handled take(List<Supplier<Taken>> steps, Handled whenDone, Supplier<Handled> whenImpossible) {
        for (int next = 0; next < steps.size(); next++) {
            Taken taken;
            try {
                taken = taken(steps.get(next));
            } catch (RuntimeException e) {
                List<Supplier<Taken>> left = steps.subList(next, steps.size());
                return new Handled.Failed(e, () -> take(left, whenDone, whenImpossible));
            }
            if (taken == Taken.LOST) {
                return whenDone;
            }
            if (taken == Taken.IMPOSSIBLE) {
                return whenImpossible.get();
            }
            if (taken == Taken.AGAIN) {
                List<Supplier<Taken>> left = steps.subList(next, steps.size());
                return new Handled.Unfinished(clock.instant().plus(again), () -> take(left, whenDone, whenImpossible));
            }
        }
        return whenDone;
    }

    private Taken taken(Supplier<Taken> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            if (!isPassing(e)) {
                throw e;
            }
            log.write(Level.WARN, "repeated " + e.getClass().getName(), "{}: the step is repeated", e.getMessage());
            return Taken.AGAIN;
        }
    }
}

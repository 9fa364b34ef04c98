package dev.elch.notification.pipeline;

import dev.elch.notification.log.LimitedLog;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Says when a record is handled once more, because something that it needs does not answer now. */
final class Repeats {

    private final LimitedLog log;
    private final Steps steps;
    private final Clock clock;
    private final Duration again;

    /** @param again how soon it is handled again */
    Repeats(Steps steps, Clock clock, Duration again) {
        this.log = new LimitedLog(LoggerFactory.getLogger(Repeats.class), clock);
        this.steps = steps;
        this.clock = clock;
        this.again = again;
    }

    /** From the start. */
    Handled again(IncomingRecord incoming, String why) {
        tell(incoming, why);
        return new Handled.Again(clock.instant().plus(again));
    }

    /** Only with {@code rest}. */
    Handled later(IncomingRecord incoming, String why, Supplier<Handled> rest) {
        tell(incoming, why);
        return new Handled.Unfinished(clock.instant().plus(again), rest);
    }

    /** Whether an exception passes by itself. */
    boolean isPassing(RuntimeException e) {
        return steps.isPassing(e);
    }

    /** What to do about an exception: repeat without limit what passes by itself, else report it. */
    Handled failed(IncomingRecord incoming, RuntimeException e) {
        return isPassing(e) ? again(incoming, e.toString()) : new Handled.Failed(e, null);
    }

    private void tell(IncomingRecord incoming, String why) {
        log.write(Level.INFO, "again", "{}: again in {}, {}", incoming.place(), again, why);
    }
}

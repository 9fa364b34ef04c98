package dev.elch.testkit.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still until a test moves it, and then does what was planned for the time in between, in order.
 *
 * <p>Safe for many threads; what was planned runs on the thread that moves the clock.
 */
public final class SettableClock extends Clock {

    private final ZoneId zone;
    private final Hands hands;

    private SettableClock(ZoneId zone, Hands hands) {
        this.zone = zone;
        this.hands = hands;
    }

    /** A clock in UTC that shows {@code start}. */
    public static SettableClock at(Instant start) {
        return new SettableClock(ZoneOffset.UTC, new Hands(start));
    }

    /** A clock in UTC that shows {@code start}, such as {@code 2026-03-01T10:00:00Z}. */
    public static SettableClock at(String start) {
        return at(Instant.parse(start));
    }

    @Override
    public Instant instant() {
        return hands.now();
    }

    /** Moves on, and runs what becomes due on the way, each at its own time. */
    public void advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException(
                    "time does not go back by " + step + "; use jumpTo for a clock that is set back");
        }
        hands.moveTo(instant().plus(step));
    }

    /** Shows {@code time}, also an earlier one, as a machine's clock may; what is due by then runs, all at that time. */
    public void jumpTo(Instant time) {
        hands.jumpTo(time);
    }

    /** Plans {@code task} for {@code time}; runs it at once when that has come. Tasks for one time run as they were planned. */
    public void at(Instant time, Runnable task) {
        hands.plan(time, task);
    }

    /** Plans {@code task} for {@code delay} from now. */
    public void after(Duration delay, Runnable task) {
        at(instant().plus(delay), task);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock, read in another zone: moving one moves both. */
    @Override
    public Clock withZone(ZoneId other) {
        return new SettableClock(other, hands);
    }

    @Override
    public String toString() {
        return "SettableClock[" + instant() + "]";
    }

    /** What all views of one clock share. */
    private static final class Hands {

        private final PriorityQueue<Planned> plan =
                new PriorityQueue<>(Comparator.comparing(Planned::time).thenComparing(Planned::sequence));
        private Instant now;
        private long planned;

        Hands(Instant now) {
            this.now = now;
        }

        synchronized Instant now() {
            return now;
        }

        void plan(Instant time, Runnable task) {
            synchronized (this) {
                plan.add(new Planned(time, planned++, task));
            }
            moveTo(now());
        }

        void moveTo(Instant target) {
            for (Planned next = nextDue(target, true); next != null; next = nextDue(target, true)) {
                next.task().run();
            }
            synchronized (this) {
                now = target.isAfter(now) ? target : now;
            }
        }

        void jumpTo(Instant target) {
            synchronized (this) {
                now = target;
            }
            for (Planned next = nextDue(target, false); next != null; next = nextDue(target, false)) {
                next.task().run();
            }
        }

        private synchronized @Nullable Planned nextDue(Instant target, boolean showsItsTime) {
            Planned next = plan.peek();
            if (next == null || next.time().isAfter(target)) {
                return null;
            }
            if (showsItsTime && next.time().isAfter(now)) {
                now = next.time();
            }
            return plan.poll();
        }
    }

    private record Planned(Instant time, long sequence, Runnable task) {}
}

package dev.elch.notification.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Time that passes from one planned thing to the next. Who waits, waits inside {@link #pass}, while the others go on: so a
 * call that blocks needs no thread of its own.
 */
final class VirtualTime extends Clock {

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private static final int MOST_WAITING = 12;
    private static final int MOST_THINGS = 40_000;

    private final PriorityQueue<Planned> plan = new PriorityQueue<>(
            Comparator.comparing(Planned::at).thenComparing(Planned::luck).thenComparing(Planned::order));
    private final SplittableRandom luck;
    private Instant now = START;
    private long planned;
    private long happened;
    private int waiting;

    VirtualTime(SplittableRandom luck) {
        this.luck = luck;
    }

    private record Planned(Instant at, int luck, long order, Runnable what) {}

    /** Things of the same moment happen in any order. */
    void at(Instant when, Runnable what) {
        plan.add(new Planned(when.isBefore(now) ? now : when, luck.nextInt(), planned++, what));
    }

    void after(Duration wait, Runnable what) {
        at(now.plus(wait), what);
    }

    /** Until nothing is planned. */
    void run() {
        while (!plan.isEmpty()) {
            next();
        }
    }

    /** Lets {@code wait} pass for the caller, or more when others take longer. */
    void pass(Duration wait) {
        Instant until = now.plus(wait);
        waiting++;
        while (!plan.isEmpty() && !plan.peek().at().isAfter(until)) {
            next();
        }
        waiting--;
        now = now.isBefore(until) ? until : now;
    }

    /** Whether as many wait inside each other as the stack should bear. */
    boolean isDeep() {
        return waiting >= MOST_WAITING;
    }

    Duration elapsed() {
        return Duration.between(START, now);
    }

    private void next() {
        if (++happened > MOST_THINGS) {
            throw new AssertionError("it does not come to rest: " + MOST_THINGS + " things happened");
        }
        Planned next = plan.remove();
        now = now.isBefore(next.at()) ? next.at() : now;
        next.what().run();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the simulation has one zone");
    }
}

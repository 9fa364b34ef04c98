package dev.elch.notification.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often each caller has called: one bucket of calls per name, which fills up again with time. */
final class CallerLimits {

    private static final int MAX_CALLERS = 10_000;

    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final CallerRateProperties rate;
    private final Clock clock;

    CallerLimits(CallerRateProperties rate, Clock clock) {
        this.rate = rate;
        this.clock = clock;
    }

    /** Counts one call and lets it through (zero), or says how long to wait; a refused call is not counted. */
    Duration waitFor(String caller) {
        Instant now = clock.instant();
        Bucket after = buckets.merge(caller, new Bucket(rate.burst() - 1.0, now, Duration.ZERO), this::next);
        if (buckets.size() > MAX_CALLERS) {
            buckets.values().removeIf(bucket -> filled(bucket, now) >= rate.burst());
        }
        return after.answer();
    }

    private Bucket next(Bucket before, Bucket asked) {
        double calls = filled(before, asked.at());
        if (calls >= 1) {
            return new Bucket(calls - 1, asked.at(), Duration.ZERO);
        }
        Duration wait = Duration.ofNanos((long) Math.ceil((1 - calls) / rate.perSecond() * 1e9));
        return new Bucket(calls, asked.at(), wait);
    }

    private double filled(Bucket bucket, Instant now) {
        double seconds = Math.max(0, Duration.between(bucket.at(), now).toNanos() / 1e9);
        return Math.min(rate.burst(), bucket.calls() + seconds * rate.perSecond());
    }

    /**
     * What one caller has left.
     *
     * @param calls left at {@code at}; a part of a call counts for nothing yet
     * @param answer how long the last call was told to wait; zero: it was let through
     */
    private record Bucket(double calls, Instant at, Duration answer) {}
}

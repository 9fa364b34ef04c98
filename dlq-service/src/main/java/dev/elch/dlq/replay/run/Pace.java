package dev.elch.dlq.replay.run;

/**
 * Says how many dead letters may be sent now. Starts at a tenth of the rate and doubles it every two seconds until the full rate
 * is reached, so that what is broken shows before much is sent. What was not used is not saved up for more than a moment.
 *
 * <p>Pure arithmetic on a monotonic clock in nanoseconds.
 */
final class Pace {

    private static final double SECOND = 1_000_000_000.0;
    private static final double FIRST_SHARE = 0.1;
    private static final double DOUBLING_SECONDS = 2;
    private static final double SAVED_SECONDS = 0.25;

    private final int rate;
    private final long startNanos;
    private double allowance = 1;
    private long lastNanos;

    Pace(int rate, long startNanos) {
        this.rate = rate;
        this.startNanos = startNanos;
        this.lastNanos = startNanos;
    }

    /** At most {@code wanted}; what is granted is used up. */
    int take(int wanted, long nowNanos) {
        double seconds = Math.max(0, nowNanos - lastNanos) / SECOND;
        double speed = speed(nowNanos);
        lastNanos = nowNanos;
        allowance = Math.min(allowance + seconds * speed, Math.max(1, speed * SAVED_SECONDS));
        int granted = Math.min(wanted, (int) allowance);
        allowance -= granted;
        return granted;
    }

    /** Dead letters a second at this moment. */
    double speed(long nowNanos) {
        double seconds = Math.max(0, nowNanos - startNanos) / SECOND;
        return Math.min(rate, Math.max(1, rate * FIRST_SHARE) * Math.pow(2, Math.min(30, seconds / DOUBLING_SECONDS)));
    }
}

package dev.elch.notification.provider.smtp;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Cuts what takes too long: one look at everything that is under way, from time to time, instead of a timer for every mail. Safe
 * for use by many threads at once.
 */
final class SmtpWatch {

    private static final long SOONEST_MILLIS = 5;
    private static final long LATEST_MILLIS = 500;
    private static final int LOOKS = 20;

    private final Set<Watched> running = ConcurrentHashMap.newKeySet();
    private final long limit;
    private final long writeLimit;

    /**
     * Looks every twentieth of the shorter limit, at least every 500 ms.
     *
     * @param looks runs the looks
     * @param limit for everything from {@link Watched#begin} to {@link Watched#end}
     * @param writeLimit for each write
     */
    SmtpWatch(ScheduledExecutorService looks, Duration limit, Duration writeLimit) {
        this.limit = limit.toNanos();
        this.writeLimit = writeLimit.toNanos();
        long shorter = Math.min(limit.toMillis(), writeLimit.toMillis());
        long often = Math.max(SOONEST_MILLIS, Math.min(LATEST_MILLIS, shorter / LOOKS));
        ScheduledFuture<?> unused = looks.scheduleWithFixedDelay(this::look, often, often, TimeUnit.MILLISECONDS);
    }

    /** Something that {@code cut} ends at once, from any thread. */
    Watched watched(Runnable cut) {
        return new Watched(cut);
    }

    private void look() {
        long now = System.nanoTime();
        for (Watched each : running) {
            if (each.isTooLong(now)) {
                each.cut.run();
            }
        }
    }

    /** One connection: what it does is under way between {@link #begin} and {@link #end}. */
    final class Watched {

        private final Runnable cut;
        private volatile long begun;
        private volatile long writing;
        private volatile boolean isWriting;

        private Watched(Runnable cut) {
            this.cut = cut;
        }

        void begin() {
            begun = System.nanoTime();
            running.add(this);
        }

        void end() {
            running.remove(this);
        }

        void writing() {
            writing = System.nanoTime();
            isWriting = true;
        }

        void written() {
            isWriting = false;
        }

        private boolean isTooLong(long now) {
            return now - begun > limit || (isWriting && now - writing > writeLimit);
        }
    }
}

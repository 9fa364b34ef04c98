package dev.elch.notification.digest;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at intervals for digests that are due, on a thread of its own, until it is stopped. */
final class DigestSchedule {

    private static final Logger log = LoggerFactory.getLogger(DigestSchedule.class);

    private final BooleanSupplier deliverNext;
    private final Duration poll;
    private final Duration patience;
    private volatile boolean isRunning;
    private @Nullable ScheduledExecutorService thread;

    /**
     * @param deliverNext delivers one digest; true when there may be another
     * @param poll between two looks
     * @param patience how long {@link #stop} waits for the digest in hand
     */
    DigestSchedule(BooleanSupplier deliverNext, Duration poll, Duration patience) {
        this.deliverNext = deliverNext;
        this.poll = poll;
        this.patience = patience;
    }

    synchronized void start() {
        if (isRunning) {
            return;
        }
        isRunning = true;
        thread = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "digests"));
        Future<?> unused =
                thread.scheduleWithFixedDelay(this::deliverAllThatAreDue, 0, poll.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void deliverAllThatAreDue() {
        try {
            boolean mayBeAnother = true;
            while (isRunning && mayBeAnother) {
                mayBeAnother = deliverNext.getAsBoolean();
            }
        } catch (RuntimeException e) {
            log.warn("digests could not be delivered; the next look is in {}", poll, e);
        }
    }

    /** Takes no other digest and waits for the one in hand; what is due is left to other instances or the next start. */
    synchronized void stop() {
        isRunning = false;
        if (thread == null) {
            return;
        }
        thread.shutdown();
        try {
            if (!thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("one digest is still being delivered; it is taken over when its lease is over");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isRunning() {
        return isRunning;
    }
}

package dev.elch.dlq.replay.run;

import dev.elch.dlq.replay.ReplayJob;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A job as this instance works on it: keeps its lease, its pace and what it knows of its dead letters. */
final class RunningJob {

    private static final long BETWEEN_LOOKS_NANOS = Duration.ofSeconds(1).toNanos();

    private final JobWork work;
    private final Predicate<String> hold;
    private @Nullable Sending sending;
    private boolean isOurs;
    private long nextLookNanos = System.nanoTime();

    /** @param hold gets or keeps the lease of a job; whether it did */
    RunningJob(JobWork work, Predicate<String> hold) {
        this.work = work;
        this.hold = hold;
    }

    /** After trouble nothing is certain: the lease and the dead letters are looked at anew. */
    void forget() {
        sending = null;
        isOurs = false;
        nextLookNanos = System.nanoTime();
    }

    /** Does a little; whether there is more to do at once. */
    boolean step(ReplayJob job) {
        boolean isTimeToLook = System.nanoTime() - nextLookNanos >= 0;
        if (isTimeToLook) {
            keep(job);
        }
        if (!isOurs) {
            return false;
        }
        return switch (job.state()) {
            case FREEZING -> {
                work.freeze(job, () -> keepOrThrow(job));
                yield true;
            }
            case RUNNING -> send(job, isTimeToLook);
            case CANCELLING -> {
                sending = sending == null ? work.sending(job) : sending;
                work.cancel(job, sending, () -> keepOrThrow(job));
                yield false;
            }
            case WAITING -> {
                if (isTimeToLook) {
                    work.finishWhenSettled(job);
                }
                yield false;
            }
            case PAUSED, CANCELLED, DONE -> false;
        };
    }

    private boolean send(ReplayJob job, boolean isTimeToLook) {
        if (sending == null) {
            sending = work.sending(job);
        }
        boolean isAllSent = sending.send(job.pages());
        if (isTimeToLook || isAllSent) {
            work.remember(job, sending);
            if (work.pauseWhenFailing(job)) {
                sending = null;
                return false;
            }
        }
        if (isAllSent) {
            work.allSent(job);
            sending = null;
        }
        return true;
    }

    /** Once a second: keeps the lease, or tries to get it. */
    private void keep(ReplayJob job) {
        boolean wasOurs = isOurs;
        isOurs = hold.test(job.id());
        nextLookNanos = System.nanoTime() + BETWEEN_LOOKS_NANOS;
        if (!wasOurs) {
            sending = null;
        }
    }

    private void keepOrThrow(ReplayJob job) {
        if (System.nanoTime() - nextLookNanos >= 0) {
            keep(job);
        }
        if (!isOurs) {
            throw new IllegalStateException("another instance has taken over job " + job.id());
        }
    }
}

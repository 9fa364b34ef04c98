package dev.elch.dlq.replay.run;

import dev.elch.dlq.MongoAnswers;
import dev.elch.dlq.replay.MongoReplayJobs;
import dev.elch.dlq.replay.ReplayJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on replay jobs in the background, one thread for all jobs of this instance. A job belongs to the instance that holds
 * its lease; when that one is silent for too long, another takes over.
 */
public final class ReplayRunner implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(ReplayRunner.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long TICK_MILLIS = 50;
    private static final long IDLE_MILLIS = 500;
    private static final long AFTER_TROUBLE_MILLIS = 1_000;

    private final MongoAnswers answers = MongoAnswers.within(LIMIT);
    private final MongoReplayJobs jobs;
    private final JobWork work;
    private final Duration lease;
    private final String owner;
    private final Clock clock;
    private final Thread thread = new Thread(this, "replay-runner");
    private final Lock lock = new ReentrantLock();
    private final Condition somethingToDo = lock.newCondition();
    private final Map<String, RunningJob> running = new HashMap<>();
    private volatile boolean isStopped;
    private boolean isNudged;

    /** @param owner names this instance among all */
    ReplayRunner(MongoReplayJobs jobs, JobWork work, Duration lease, String owner, Clock clock) {
        this.jobs = jobs;
        this.work = work;
        this.lease = lease;
        this.owner = owner;
        this.clock = clock;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Finishes the batch at hand and lets others have the jobs. */
    void stop() throws InterruptedException {
        isStopped = true;
        nudge();
        thread.join(LIMIT.toMillis());
        if (!running.isEmpty()) {
            log.info(
                    "Stopped with {} replay jobs at work: another instance, or the next start, goes on",
                    running.size());
        }
        jobs.release(owner).as(answers::await);
    }

    /** There is something to do right now. */
    public void nudge() {
        lock.lock();
        try {
            isNudged = true;
            somethingToDo.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void run() {
        while (!isStopped) {
            long pauseMillis;
            try {
                pauseMillis = tick() ? TICK_MILLIS : IDLE_MILLIS;
            } catch (RuntimeException e) {
                log.warn("Replay jobs cannot continue now, trying again in a second: {}", e.toString());
                running.values().forEach(RunningJob::forget);
                pauseMillis = AFTER_TROUBLE_MILLIS;
            }
            pause(pauseMillis);
        }
    }

    /** Whether there is a job that wants to be looked at again at once. */
    private boolean tick() {
        List<ReplayJob> atWork = jobs.atWork().as(answers::findAll);
        Set<String> ids = new HashSet<>();
        atWork.forEach(job -> ids.add(job.id()));
        running.keySet().retainAll(ids);
        boolean isBusy = false;
        for (ReplayJob job : atWork) {
            RunningJob mine = running.computeIfAbsent(job.id(), id -> new RunningJob(work, this::hold));
            isBusy |= !isStopped && step(mine, job);
        }
        return isBusy;
    }

    /** Trouble with one job, such as a topic that was deleted, does not hold the others up. */
    private static boolean step(RunningJob mine, ReplayJob job) {
        try {
            return mine.step(job);
        } catch (RuntimeException e) {
            log.warn("Replay job {} cannot continue now, trying again in a moment: {}", job.id(), e.toString());
            mine.forget();
            return false;
        }
    }

    /** Whether this instance may work on the job for another while. */
    private boolean hold(String job) {
        Instant now = clock.instant();
        return jobs.lease(job, owner, now, now.plus(lease)).as(answers::find).isPresent();
    }

    private void pause(long millis) {
        lock.lock();
        try {
            long leftNanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!isStopped && !isNudged && leftNanos > 0) {
                leftNanos = somethingToDo.awaitNanos(leftNanos);
            }
            isNudged = false;
        } catch (InterruptedException e) {
            isStopped = true;
        } finally {
            lock.unlock();
        }
    }
}

package dev.elch.dlq.background;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task again and again, on a thread of its own that bears its name. A run that fails is logged, and the next one tries
 * again. Every instance of the service runs it, several at the same time.
 */
public final class RepeatedTask {

    private static final Logger log = LoggerFactory.getLogger(RepeatedTask.class);

    private final String name;
    private final Duration delay;
    private final Duration pause;
    private final Runnable task;
    private final ScheduledExecutorService scheduler;

    /**
     * A task that is not started yet.
     *
     * @param delay from the start to the first run
     * @param pause from the end of a run to the beginning of the next
     */
    public RepeatedTask(String name, Duration delay, Duration pause, Runnable task) {
        this.name = name;
        this.delay = delay;
        this.pause = pause;
        this.task = task;
        this.scheduler = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The first run is one pause away. */
    public RepeatedTask(String name, Duration pause, Runnable task) {
        this(name, pause, pause, task);
    }

    public void start() {
        Future<?> ignored =
                scheduler.scheduleWithFixedDelay(this::run, delay.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Interrupts the run at hand; there is no other. */
    public void stop() {
        scheduler.shutdownNow();
    }

    private void run() {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.warn("Task {} failed, trying again in {}: {}", name, pause, e.toString());
        }
    }
}

package dev.elch.notification.intake;

import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.pipeline.RecordHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owns the threads of the intake: one per consumer, one that starts work, and those that work. */
final class IntakeThreads {

    private static final Logger log = LoggerFactory.getLogger(IntakeThreads.class);
    private static final Duration BEYOND_GRACE = Duration.ofSeconds(10);

    private final Dispatcher dispatcher;
    private final List<KafkaIntake> intakes;
    private final ExecutorService workers;
    private final Duration grace;
    private final List<Thread> consuming = new ArrayList<>();
    private final Thread dispatching;

    private IntakeThreads(Dispatcher dispatcher, List<KafkaIntake> intakes, ExecutorService workers, Duration grace) {
        this.dispatcher = dispatcher;
        this.intakes = intakes;
        this.workers = workers;
        this.grace = grace;
        this.dispatching = new Thread(dispatcher, "intake-dispatch");
    }

    static IntakeThreads of(
            WorkBoard board,
            RecordHandler pipeline,
            IntakeProperties properties,
            DeliveryMeters meters,
            Clock clock,
            Function<Dispatcher, List<KafkaIntake>> newIntakes) {
        ExecutorService workers = Executors.newFixedThreadPool(properties.running(), named("delivery-"));
        HeldPositions held = new HeldPositions(properties.heldAtMost());
        Dispatcher dispatcher =
                new Dispatcher(board, pipeline, properties.failureRules(), held, meters, workers, clock);
        return new IntakeThreads(dispatcher, newIntakes.apply(dispatcher), workers, properties.grace());
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    void start() {
        dispatching.start();
        for (KafkaIntake intake : intakes) {
            Thread thread = new Thread(intake, "intake-" + consuming.size());
            consuming.add(thread);
            thread.start();
        }
    }

    /** Stops fetching, lets begun work finish within the grace period, commits and leaves the groups. */
    void stop() {
        intakes.forEach(KafkaIntake::stop);
        try {
            for (Thread thread : consuming) {
                thread.join(grace.plus(BEYOND_GRACE).toMillis());
            }
            dispatcher.stop();
            workers.shutdown();
            if (!workers.awaitTermination(1, TimeUnit.SECONDS)) {
                // Not interrupted: a thread that hands over a mail had better see the end of it. The ledger fences the
                // rest.
                log.warn("stopped while work was still going on: it will be done again unless it ends in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isAlive() {
        return dispatching.isAlive() && consuming.stream().allMatch(Thread::isAlive);
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> new Thread(task, prefix + number.incrementAndGet());
    }
}

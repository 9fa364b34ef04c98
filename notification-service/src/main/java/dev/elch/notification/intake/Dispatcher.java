package dev.elch.notification.intake;

import dev.elch.notification.log.LimitedLog;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.pipeline.Handled;
import dev.elch.notification.pipeline.RecordHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * Starts work at its time, on a pool of threads, and notes what came of it. The board is reached through here only, under
 * one lock. Runs on a thread of its own, so that a slow broker delays no retry.
 */
final class Dispatcher implements Runnable {

    /** What the lines about a record bear in a structured log. */
    static final String TRACE_ID = "traceId";

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final WorkBoard board;
    private final RecordHandler pipeline;
    private final FailureRules failures;
    private final HeldPositions held;
    private final DeliveryMeters meters;
    private final LimitedLog limited;
    private final ExecutorService workers;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition back = lock.newCondition();
    private boolean isStopped;

    Dispatcher(
            WorkBoard board,
            RecordHandler pipeline,
            FailureRules failures,
            HeldPositions held,
            DeliveryMeters meters,
            ExecutorService workers,
            Clock clock) {
        this.failures = failures;
        this.held = held;
        this.meters = meters;
        this.limited = new LimitedLog(log, clock);
        this.board = board;
        this.pipeline = pipeline;
        this.workers = workers;
        this.clock = clock;
    }

    /** Starts what is due until {@link #stop}. */
    @Override
    public void run() {
        lock.lock();
        try {
            while (!isStopped) {
                startAllDue();
                awaitNextDue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Starts nothing more. */
    void stop() {
        locked(onBoard -> {
            isStopped = true;
            changed.signal();
            return isStopped;
        });
    }

    void assigned(Map<Source, Lane> sources) {
        change(onBoard -> sources.forEach(onBoard::assigned));
    }

    /** @param reached how far each partition was fetched by that */
    void fetched(List<Work> fetched, Map<Source, Long> reached) {
        change(onBoard -> {
            fetched.forEach(onBoard::fetched);
            reached.forEach(onBoard::reached);
        });
    }

    /** Partitions are gone, whatever is begun. */
    void gone(Collection<Source> sources) {
        change(onBoard -> {
            onBoard.gone(sources);
            held.gone(sources);
        });
    }

    List<Source> full() {
        return locked(WorkBoard::full);
    }

    /** What may be committed of each of these partitions; asked from time to time, which is how long it stands is known. */
    Map<Source, Long> positions(Collection<Source> sources) {
        return locked(onBoard -> {
            Instant now = clock.instant();
            onBoard.states(now).forEach((source, state) -> held.noted(source, state, now));
            return onBoard.positions(sources);
        });
    }

    /** The partitions whose position does not move although a record is due, each with its offset and for how long. */
    Map<String, String> heldForTooLong() {
        return locked(onBoard -> held.tooLong(clock.instant()));
    }

    Map<Source, PartitionState> states() {
        return locked(onBoard -> onBoard.states(clock.instant()));
    }

    boolean isPaused() {
        return locked(WorkBoard::isPaused);
    }

    /**
     * Starts nothing more of these partitions and waits until what is begun is through.
     *
     * @return how many records were still begun when the time was over
     */
    int drain(Collection<Source> sources, Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            board.leaving(sources);
            while (board.begun(sources) > 0 && left > 0) {
                left = back.awaitNanos(left);
            }
            return board.begun(sources);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return board.begun(sources);
        } finally {
            lock.unlock();
        }
    }

    private void startAllDue() {
        Optional<Started> due = board.take(clock.instant());
        while (due.isPresent()) {
            Started started = due.get();
            workers.execute(() -> work(started));
            due = board.take(clock.instant());
        }
    }

    @SuppressWarnings("WaitNotInLoop") // run() loops
    private void awaitNextDue() throws InterruptedException {
        Instant now = clock.instant();
        Optional<Instant> due = board.nextDue(now);
        if (due.isEmpty()) {
            changed.await();
            return;
        }
        long nanos = Duration.between(now, due.get()).toNanos();
        if (nanos > 0) {
            changed.await(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void work(Started started) {
        Work work = started.work();
        MDC.put(TRACE_ID, work.incoming().traceId());
        try {
            note(started, handled(work, started.isProbe()));
        } finally {
            MDC.remove(TRACE_ID);
        }
    }

    private Handled handled(Work work, boolean isProbe) {
        try {
            return work.rest() == null
                    ? pipeline.handle(work.incoming(), isProbe)
                    : work.rest().get();
        } catch (Throwable e) {
            // An error too: it must not take the slot of a worker with it.
            return new Handled.Failed(e, work.isUnfinished() ? work.rest() : null);
        }
    }

    private void note(Started started, Handled handled) {
        change(onBoard -> handled.report(new Note(started, onBoard, clock.instant())));
    }

    private void change(Consumer<WorkBoard> change) {
        locked(onBoard -> {
            change.accept(onBoard);
            changed.signal();
            back.signalAll();
            return onBoard;
        });
    }

    private <T> T locked(Function<WorkBoard, T> access) {
        lock.lock();
        try {
            return access.apply(board);
        } finally {
            lock.unlock();
        }
    }

    /** Notes on the board what came of one piece of work. Every case gives its slot back. */
    private final class Note implements Handled.Receiver {

        private final Started started;
        private final Work work;
        private final WorkBoard onBoard;
        private final Instant now;

        private Note(Started started, WorkBoard onBoard, Instant now) {
            this.started = started;
            this.work = started.work();
            this.onBoard = onBoard;
            this.now = now;
        }

        @Override
        public void done(Handled.Done handled) {
            onBoard.done(started, handled.answer(), now);
        }

        @Override
        public void again(Handled.Again handled) {
            onBoard.putBack(started, work.again(handled.notBefore()), now);
        }

        @Override
        public void prepared(Handled.Prepared handled) {
            onBoard.prepared(started, work.prepared(handled.dueAt(), handled.rest()), now);
        }

        @Override
        public void unfinished(Handled.Unfinished handled) {
            onBoard.putBack(started, work.unfinished(handled.notBefore(), handled.rest()), now);
        }

        @Override
        public void failed(Handled.Failed handled) {
            Work failed = work.failed();
            Instant next = now.plus(failures.pauseAfter(failed.failures()));
            Supplier<Handled> rest = handled.rest();
            if (failures.isOver(failed.failures())) {
                boolean isLastResort = failed.failures() > failures.tries();
                rest = () -> pipeline.giveUp(work.incoming(), handled.cause(), isLastResort);
            }
            onBoard.putBack(started, rest == null ? failed.again(next) : failed.unfinished(next, rest), now);
            meters.internalError("record");
            describe(failed, handled.cause());
        }

        @Override
        public void paused(Handled.Paused handled) {
            if (onBoard.paused(started, work.again(now), now)) {
                log.error(
                        "the mail provider cannot work at all, mails wait: {} {} {}",
                        handled.pause().reason().kind(),
                        handled.pause().reason().code(),
                        handled.pause().reason().text());
            }
        }

        /** With the trace of the first one of its kind; failures of the same kind are counted in the next line. */
        private void describe(Work failed, Throwable cause) {
            String place = failed.incoming().place();
            String kind = cause.getClass().getName();
            if (failed.failures() == 1) {
                limited.write(Level.ERROR, kind, "{}: failed in an unforeseen way, it is tried again", place, cause);
            } else if (failed.failures() <= failures.tries()) {
                limited.write(
                        Level.WARN,
                        "again " + kind,
                        "{}: failed {} times: {}",
                        place,
                        failed.failures(),
                        cause.toString());
            }
            if (failed.failures() == failures.tries()) {
                log.error("{}: given up after {} failures, it becomes a dead letter", place, failed.failures());
            }
        }
    }
}

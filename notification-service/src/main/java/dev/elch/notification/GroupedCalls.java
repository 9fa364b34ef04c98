package dev.elch.notification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls that wait while one is under way go together in the next (group commit). There is no timer: a call that is alone goes
 * at once, and the group grows only with the load. For use by many threads; each blocks until its own answer is there.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
public final class GroupedCalls<Q, A> {

    /** Thrown by {@link #ask} if the calls ahead take too long; the request was not made and will not be. */
    public static final class NotMadeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotMadeException(Duration patience) {
            super("the requests ahead of this one took longer than " + patience);
        }
    }

    private final Function<List<Q>, List<A>> together;
    private final int most;
    private final Duration patience;
    private final ReentrantLock isUnderWay = new ReentrantLock();
    private final Queue<Call> waiting = new ConcurrentLinkedQueue<>();

    /**
     * Groups calls of {@code together}.
     *
     * @param together answers a group, one answer per request, in the same order; what it throws is thrown to every caller of
     *     the group. It must end within a bounded time.
     * @param most how many requests may go together, at least 1
     * @param patience how long a request may wait for those ahead of it
     */
    public GroupedCalls(Function<List<Q>, List<A>> together, int most, Duration patience) {
        this.together = together;
        this.most = most;
        this.patience = patience;
    }

    /**
     * The answer to {@code request}.
     *
     * @throws NotMadeException if the request could not be made in time
     */
    public A ask(Q request) {
        Call call = new Call(request);
        waiting.add(call);
        if (!isTurn() && waiting.remove(call)) {
            throw new NotMadeException(patience);
        }
        if (!isUnderWay.isHeldByCurrentThread()) {
            // The call was taken at the last moment: its group ends within a bounded time.
            isUnderWay.lock();
        }
        try {
            while (!call.isDone()) {
                takeNext();
            }
        } finally {
            isUnderWay.unlock();
        }
        return call.answer();
    }

    /** How many requests wait for a group at this moment. */
    int waiting() {
        return waiting.size();
    }

    private boolean isTurn() {
        try {
            return isUnderWay.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void takeNext() {
        List<Call> group = new ArrayList<>();
        for (Call next = waiting.poll(); next != null; next = group.size() < most ? waiting.poll() : null) {
            group.add(next);
        }
        try {
            List<A> answers =
                    together.apply(group.stream().map(call -> call.request).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).succeed(answers.get(i));
            }
        } catch (RuntimeException e) {
            group.forEach(call -> call.fail(e));
        }
    }

    /** One request and what came of it; guarded by {@code isUnderWay}. */
    private final class Call {

        private final Q request;
        private @Nullable A answer;
        private @Nullable RuntimeException failure;

        Call(Q request) {
            this.request = request;
        }

        void succeed(A answer) {
            this.answer = answer;
        }

        void fail(RuntimeException failure) {
            if (answer == null) {
                this.failure = failure;
            }
        }

        boolean isDone() {
            return answer != null || failure != null;
        }

        A answer() {
            if (answer == null) {
                throw failure == null ? new IllegalStateException("the call is not done") : failure;
            }
            return answer;
        }
    }
}

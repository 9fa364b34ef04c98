package dev.elch.notification;

import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.client.result.UpdateResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The one place where a thread waits for the database: behind it the driver is reactive, before it the code is blocking.
 *
 * <p>Only threads that may block come here: workers, pollers, schedulers. On an event loop of Reactor every call
 * fails at once with an {@link IllegalStateException}; the driver's own threads are not recognised.
 */
public final class MongoAnswers {

    private static final Duration USUAL_DEADLINE = Duration.ofSeconds(30);
    private static final int DUPLICATE_KEY = 11_000;

    private final Duration deadline;

    private MongoAnswers(Duration deadline) {
        this.deadline = deadline;
    }

    /** Answers within 30 s, which is longer than the driver looks for a server and waits for its reply. */
    public static MongoAnswers inTime() {
        return within(USUAL_DEADLINE);
    }

    /** Answers within {@code deadline} each. */
    public static MongoAnswers within(Duration deadline) {
        return new MongoAnswers(deadline);
    }

    /** How long each answer is waited for. */
    public Duration deadline() {
        return deadline;
    }

    /**
     * The first element of {@code asked}; null when there is none.
     *
     * @throws MongoTimeoutException after the deadline; whether the database did what it was asked is then unknown
     * @throws MongoException as the driver says it
     */
    public <T> @Nullable T await(Publisher<T> asked) {
        if (Schedulers.isInNonBlockingThread()) {
            throw new IllegalStateException("thread " + Thread.currentThread().getName()
                    + " must not wait for the database: answers arrive on it");
        }
        try {
            return Mono.from(asked).block(deadline);
        } catch (IllegalStateException e) {
            throw translated(e);
        }
    }

    /** All elements of {@code asked}, as many as there are: the query bears the limit. Fails like {@link #await}. */
    public <T> List<T> awaitAll(Publisher<T> asked) {
        List<T> all = await(Flux.from(asked).collectList());
        return all == null ? List.of() : all;
    }

    /** Whether {@code update} found the one document that it was for. Fails like {@link #await}. */
    public boolean isMatched(Publisher<UpdateResult> update) {
        UpdateResult result = await(update);
        return result != null && result.getMatchedCount() == 1;
    }

    /** Whether a write failed because another document has its id. */
    public static boolean isDuplicateKey(MongoException e) {
        return e.getCode() == DUPLICATE_KEY;
    }

    private MongoException translated(IllegalStateException e) {
        if (e.getCause() instanceof TimeoutException) {
            return new MongoTimeoutException("no answer from the database within " + deadline);
        }
        if (e.getCause() instanceof InterruptedException interrupted) {
            return new MongoInterruptedException("interrupted while waiting for the database", interrupted);
        }
        return new MongoClientException("the client of the database is closed", e);
    }
}

package dev.elch.dlq;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The one place where a thread waits for the database: behind it the driver is reactive, before it the code is blocking. It is
 * written at the end of what is asked, as in {@code jobs.find(id).as(answers::find)}.
 *
 * <p>Only threads that may block come here: those of Kafka's listeners and of background tasks. On a thread of Reactor every
 * call fails at once with an {@link IllegalStateException}, as it does after the deadline; whether the database did what it was
 * asked is then unknown.
 */
public final class MongoAnswers {

    private static final Duration USUAL_DEADLINE = Duration.ofSeconds(30);

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

    /** The element of {@code asked}; null if there is none. */
    public <T> @Nullable T await(Mono<T> asked) {
        return asked.block(deadline);
    }

    /** The element of {@code asked}; empty if there is none. */
    public <T> Optional<T> find(Mono<T> asked) {
        return Optional.ofNullable(await(asked));
    }

    /** All elements of {@code asked}, as many as there are: the query bears the limit. */
    public <T> List<T> findAll(Flux<T> asked) {
        return find(asked.collectList()).orElseGet(List::of);
    }
}

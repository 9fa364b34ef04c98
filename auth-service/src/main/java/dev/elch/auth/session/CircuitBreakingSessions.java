package dev.elch.auth.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * A time limit and a circuit breaker around the sessions in the database. The circuit opens after several timeouts in a row, so
 * one slow answer signs no user out.
 */
final class CircuitBreakingSessions implements Sessions {

    /** How long all requests fail at once after the circuit has opened. */
    private static final Duration OPEN_FOR = Duration.ofSeconds(1);

    /** Timeouts in a row that open the circuit. */
    static final int TIMEOUTS_TO_OPEN = 3;

    private final Sessions database;
    private final Duration patience;
    private final Clock clock;
    private final AtomicInteger missed = new AtomicInteger();
    private volatile Instant openUntil = Instant.MIN;

    CircuitBreakingSessions(Sessions database, Duration patience, Clock clock) {
        this.database = database;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public Mono<Void> insert(SignInSession session) {
        return ask(() -> database.insert(session));
    }

    @Override
    public Mono<Boolean> update(SignInSession session) {
        return ask(() -> database.update(session));
    }

    @Override
    public Mono<SignInSession> find(String id) {
        return ask(() -> database.find(id));
    }

    @Override
    public Mono<Boolean> visit(String reference) {
        return ask(() -> database.visit(reference));
    }

    @Override
    public Mono<Boolean> delete(String id) {
        return ask(() -> database.delete(id));
    }

    @Override
    public Mono<Long> deleteAllOf(String userId) {
        return ask(() -> database.deleteAllOf(userId));
    }

    @Override
    public Mono<Long> deleteByReference(String reference) {
        return ask(() -> database.deleteByReference(reference));
    }

    private <T> Mono<T> ask(Supplier<Mono<T>> question) {
        return Mono.defer(() -> clock.instant().isBefore(openUntil)
                ? Mono.error(new TimeoutException("the database did not answer a moment ago"))
                : question.get()
                        .timeout(patience)
                        .doOnSuccess(answer -> missed.set(0))
                        .doOnError(TimeoutException.class, late -> noteTimeout()));
    }

    private void noteTimeout() {
        if (missed.incrementAndGet() >= TIMEOUTS_TO_OPEN) {
            openUntil = clock.instant().plus(OPEN_FOR);
        }
    }
}

package dev.elch.auth.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Asks the database no longer than for its patience, and when that was not enough several times running, not at all for a
 * moment: one slow answer signs nobody out.
 */
final class ImpatientSessions implements Sessions {

    /** While the database is away, only one step a moment waits for it and all others fail at once. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    /** So many questions without an answer, one after the other, and the database counts as away. */
    static final int PROOF_OF_ABSENCE = 3;

    private final Sessions database;
    private final Duration patience;
    private final Clock clock;
    private final AtomicInteger missed = new AtomicInteger();
    private volatile Instant awayUntil = Instant.MIN;

    ImpatientSessions(Sessions database, Duration patience, Clock clock) {
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
        return Mono.defer(() -> clock.instant().isBefore(awayUntil)
                ? Mono.error(new TimeoutException("the database did not answer a moment ago"))
                : question.get()
                        .timeout(patience)
                        .doOnSuccess(answer -> missed.set(0))
                        .doOnError(TimeoutException.class, late -> noteSilence()));
    }

    private void noteSilence() {
        if (missed.incrementAndGet() >= PROOF_OF_ABSENCE) {
            awayUntil = clock.instant().plus(MOMENT);
        }
    }
}

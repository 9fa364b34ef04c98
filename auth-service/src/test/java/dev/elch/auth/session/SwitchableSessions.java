package dev.elch.auth.session;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** The database's sessions, in memory, which can be switched off. */
final class SwitchableSessions implements Sessions {

    private final InMemorySessions stored;
    private boolean isAway;
    private Runnable beforeInsertReturns = () -> {};

    SwitchableSessions(Duration lifetime, Clock clock) {
        stored = new InMemorySessions(1000, lifetime, clock);
    }

    void goAway() {
        isAway = true;
    }

    void comeBack() {
        isAway = false;
    }

    void beforeInsertReturns(Runnable interference) {
        beforeInsertReturns = interference;
    }

    @Override
    public Mono<Void> insert(SignInSession session) {
        return answering(() -> stored.insert(session).doOnSuccess(done -> beforeInsertReturns.run()));
    }

    @Override
    public Mono<Boolean> update(SignInSession session) {
        return answering(() -> stored.update(session));
    }

    @Override
    public Mono<SignInSession> find(String id) {
        return answering(() -> stored.find(id));
    }

    @Override
    public Mono<Boolean> visit(String reference) {
        return answering(() -> stored.visit(reference));
    }

    @Override
    public Mono<Boolean> delete(String id) {
        return answering(() -> stored.delete(id));
    }

    @Override
    public Mono<Long> deleteAllOf(String userId) {
        return answering(() -> stored.deleteAllOf(userId));
    }

    @Override
    public Mono<Long> deleteByReference(String reference) {
        return answering(() -> stored.deleteByReference(reference));
    }

    private <T> Mono<T> answering(Supplier<Mono<T>> answer) {
        return Mono.defer(() -> isAway ? Mono.error(new IllegalStateException("the database is away")) : answer.get());
    }
}

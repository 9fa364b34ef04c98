package dev.elch.auth.session;

import dev.elch.auth.erasure.Erasable;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.session.ReactiveSessionRepository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sessions in the database and, for those that begin while it is down, in the memory of this instance, from where they
 * move to the database as soon as it is back. So people can sign in while the database is down (docs/decisions/0002).
 */
public final class FallbackSessions implements ReactiveSessionRepository<SignInSession>, Erasable {

    private static final Logger log = LoggerFactory.getLogger(FallbackSessions.class);

    private final Sessions durable;
    private final InMemorySessions memory;
    private final Duration idle;
    private final Clock clock;

    FallbackSessions(Sessions durable, InMemorySessions memory, Duration idle, Clock clock) {
        this.durable = durable;
        this.memory = memory;
        this.idle = idle;
        this.clock = clock;
    }

    @Override
    public Mono<SignInSession> createSession() {
        return Mono.fromCallable(() -> SignInSession.create(idle, clock.instant()));
    }

    @Override
    public Mono<Void> save(SignInSession session) {
        return Mono.defer(() -> write(session)).doOnSuccess(written -> session.markStored());
    }

    private Mono<Void> write(SignInSession session) {
        String storedId = session.storedId();
        if (storedId == null) {
            return insert(session);
        }
        if (!storedId.equals(session.getId())) {
            return deleteAnywhere(storedId).filter(Boolean::booleanValue).flatMap(wasThere -> insert(session));
        }
        return session.isWorthStoring() ? update(session) : Mono.empty();
    }

    @Override
    public Mono<SignInSession> findById(String id) {
        return memory.find(id).switchIfEmpty(Mono.defer(() -> durable.find(id)).onErrorResume(away -> {
            log.warn("A session cannot be looked up, so its visitor counts as signed out: {}", away.toString());
            return Mono.empty();
        }));
    }

    @Override
    public Mono<Void> deleteById(String id) {
        return deleteAnywhere(id).then();
    }

    /** Ends every session of a user and says how many; fails when the database cannot be asked. */
    public Mono<Long> endAllOf(String userId) {
        return memory.deleteAllOf(userId)
                .flatMap(here -> durable.deleteAllOf(userId).map(there -> here + there));
    }

    @Override
    public String collection() {
        return "sessions";
    }

    @Override
    public Mono<Long> erase(String userId) {
        return endAllOf(userId);
    }

    /** Ends the session that a sign-in opened and says how many; fails when the database cannot be asked. */
    public Mono<Long> end(String reference) {
        return memory.deleteByReference(reference)
                .flatMap(here -> durable.deleteByReference(reference).map(there -> here + there));
    }

    /** Counts as a visit to the session that a sign-in opened; false when it has ended; fails when the database cannot be asked. */
    public Mono<Boolean> visit(String reference) {
        return memory.visit(reference).flatMap(isHere -> isHere ? Mono.just(true) : durable.visit(reference));
    }

    /** Moves what is in memory to the database; what cannot be moved stays for the next time. */
    Mono<Void> moveToDatabase() {
        return Flux.defer(() -> Flux.fromIterable(memory.all()))
                .concatMap(this::move)
                .count()
                .filter(moved -> moved > 0)
                .doOnNext(moved -> log.info("Moved {} sessions from memory to the database", moved))
                .then();
    }

    private Mono<Boolean> move(SignInSession session) {
        return durable.insert(session)
                // An insert that we had given up on may have arrived after all.
                .onErrorResume(refused -> durable.update(session)
                        .filter(Boolean::booleanValue)
                        .switchIfEmpty(Mono.error(refused))
                        .then())
                .then(memory.delete(session.getId()))
                // Ended while it was being moved: it must not rise again.
                .flatMap(wasThere -> wasThere ? Mono.just(true) : durable.delete(session.getId()));
    }

    private Mono<Void> insert(SignInSession session) {
        return Mono.defer(() -> durable.insert(session)).onErrorResume(away -> {
            log.warn("Keeping a session in memory, the database is away: {}", away.toString());
            return memory.insert(session);
        });
    }

    private Mono<Void> update(SignInSession session) {
        return memory.update(session)
                .flatMap(isHere -> isHere ? Mono.just(true) : durable.update(session))
                .onErrorResume(away -> {
                    log.warn("A session's last visit is not stored, the database is away: {}", away.toString());
                    return Mono.just(false);
                })
                .then();
    }

    private Mono<Boolean> deleteAnywhere(String id) {
        return memory.delete(id)
                .flatMap(wasHere -> durable.delete(id)
                        .map(wasThere -> wasHere || wasThere)
                        .onErrorResume(away -> wasHere ? Mono.just(true) : Mono.error(away)));
    }
}

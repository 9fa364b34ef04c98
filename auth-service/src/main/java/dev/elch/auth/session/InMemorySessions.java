package dev.elch.auth.session;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/** Sessions of this instance only: what was begun while the database was away. Bounded; expired ones make room. */
final class InMemorySessions implements Sessions {

    private final Map<String, SignInSession> byId = new ConcurrentHashMap<>();
    private final int capacity;
    private final Duration lifetime;
    private final Clock clock;

    InMemorySessions(int capacity, Duration lifetime, Clock clock) {
        this.capacity = capacity;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    @Override
    public Mono<Void> insert(SignInSession session) {
        return Mono.fromRunnable(() -> {
            if (byId.size() >= capacity) {
                byId.values().removeIf(this::isOver);
            }
            if (byId.size() >= capacity) {
                throw new IllegalStateException("no room for more than " + capacity + " sessions in memory");
            }
            byId.put(session.getId(), copyOf(session));
        });
    }

    @Override
    public Mono<Boolean> update(SignInSession session) {
        return Mono.fromCallable(() -> byId.computeIfPresent(session.getId(), (id, old) -> copyOf(session)) != null);
    }

    @Override
    public Mono<SignInSession> find(String id) {
        return Mono.fromCallable(() -> byId.get(id))
                .filter(session -> !isOver(session))
                .map(InMemorySessions::copyOf);
    }

    @Override
    public Mono<Boolean> visit(String reference) {
        return Mono.fromCallable(() -> byId.values().stream()
                .filter(session -> reference.equals(session.reference()) && !isOver(session))
                .peek(session -> session.setLastAccessedTime(clock.instant()))
                .findFirst()
                .isPresent());
    }

    @Override
    public Mono<Boolean> delete(String id) {
        return Mono.fromCallable(() -> byId.remove(id) != null);
    }

    @Override
    public Mono<Long> deleteAllOf(String userId) {
        return deleteIf(session -> userId.equals(session.userId()));
    }

    @Override
    public Mono<Long> deleteByReference(String reference) {
        return deleteIf(session -> reference.equals(session.reference()));
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    /** All that have not expired. */
    List<SignInSession> all() {
        byId.values().removeIf(this::isOver);
        return byId.values().stream().map(InMemorySessions::copyOf).toList();
    }

    private Mono<Long> deleteIf(Predicate<SignInSession> matches) {
        return Mono.fromCallable(() -> byId.entrySet().stream()
                .filter(entry -> matches.test(entry.getValue()))
                .filter(entry -> byId.remove(entry.getKey()) != null)
                .count());
    }

    private boolean isOver(SignInSession session) {
        return !session.expiresAt(lifetime).isAfter(clock.instant());
    }

    private static SignInSession copyOf(SignInSession session) {
        return SignInSession.stored(
                Objects.requireNonNull(session.getId()),
                session.attributes(),
                session.getCreationTime(),
                session.getLastAccessedTime(),
                session.getMaxInactiveInterval());
    }
}

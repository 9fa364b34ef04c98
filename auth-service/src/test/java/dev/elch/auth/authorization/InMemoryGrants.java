package dev.elch.auth.authorization;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Grants without a database. */
final class InMemoryGrants implements Grants {

    private final Map<String, Grant> byId = new ConcurrentHashMap<>();

    boolean isEmpty() {
        return byId.isEmpty();
    }

    @Override
    public Mono<Void> insert(Grant grant) {
        return Mono.fromRunnable(() -> byId.put(grant.id(), grant));
    }

    @Override
    public Mono<Grant> find(String id, Instant now) {
        return Mono.fromCallable(() -> byId.get(id))
                .filter(grant -> grant.expiresAt().isAfter(now));
    }

    @Override
    public Mono<Boolean> replace(Grant older, Grant newer) {
        return Mono.fromCallable(() -> byId.replace(older.id(), older, newer));
    }

    @Override
    public Mono<Void> delete(String id) {
        return Mono.fromRunnable(() -> byId.remove(id));
    }
}

package dev.elch.auth.authorization;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import reactor.core.publisher.Mono;

/** Keys without a database, which can be away all the same. */
final class InMemorySigningKeys implements SigningKeys {

    private final ConcurrentSkipListMap<Long, SigningKey> keys = new ConcurrentSkipListMap<>();
    private boolean isAway;

    void goAway() {
        isAway = true;
    }

    Map<Long, SigningKey> stored() {
        return keys;
    }

    @Override
    public Mono<KeyRing> all() {
        return isAway
                ? Mono.error(new IllegalStateException("away"))
                : Mono.fromSupplier(() -> new KeyRing(keys.values().stream().toList()));
    }

    @Override
    public Mono<Boolean> add(SigningKey key) {
        return Mono.fromCallable(() -> keys.putIfAbsent(key.number(), key) == null);
    }

    @Override
    public Mono<Void> forgetBefore(long number) {
        return Mono.fromRunnable(() -> keys.headMap(number).clear());
    }
}

package dev.elch.auth.authorization;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The signing keys: makes the next one in time and deletes those whose tokens have expired. While the database is down, the keys
 * read last are used. */
final class RotatingKeys {

    private static final Logger log = LoggerFactory.getLogger(RotatingKeys.class);

    private final SigningKeys shared;
    private final KeyRotation rotation;
    private final Duration overlap;
    private final Clock clock;
    private volatile KeyRing known;

    /** @param overlap how long a key is published after the next one has taken over: longer than a token lives */
    RotatingKeys(SigningKeys shared, KeyRing known, KeyRotation rotation, Duration overlap, Clock clock) {
        this.shared = shared;
        this.known = known;
        this.rotation = rotation;
        this.overlap = overlap;
        this.clock = clock;
    }

    /** The key for a new token; fails while none was ever seen and the database is away. */
    Mono<SigningKey> signing() {
        return Mono.fromSupplier(() -> known.signing(clock.instant()))
                .flatMap(Mono::justOrEmpty)
                .switchIfEmpty(Mono.defer(this::refresh)
                        .then(Mono.fromSupplier(
                                () -> known.signing(clock.instant()).orElseThrow())));
    }

    /** The keys to believe; fails like {@link #signing}. */
    Mono<List<SigningKey>> published() {
        return signing().map(active -> known.published(clock.instant(), overlap));
    }

    /** Reads the shared keys and does what is due; harmless at any time, on any number of instances. */
    Mono<Void> refresh() {
        return read().flatMap(this::renew).then(Mono.defer(this::cleanUp));
    }

    private Mono<KeyRing> read() {
        return shared.all().doOnNext(all -> known = all);
    }

    private Mono<KeyRing> renew(KeyRing ring) {
        return Mono.fromCallable(() -> rotation.due(ring, clock.instant()))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(Mono::justOrEmpty)
                .flatMap(key -> shared.add(key).doOnNext(isOurs -> {
                    if (isOurs) {
                        log.info(
                                "Made signing key {} ({}), which signs from {}",
                                key.number(),
                                key.pair().getKeyID(),
                                key.activeFrom());
                    }
                }))
                .flatMap(made -> read());
    }

    private Mono<Void> cleanUp() {
        Instant now = clock.instant();
        long oldest = known.published(now, overlap).stream()
                .mapToLong(SigningKey::number)
                .min()
                .orElse(0);
        boolean hasOlder = known.keys().stream().anyMatch(key -> key.number() < oldest);
        return hasOlder ? shared.forgetBefore(oldest) : Mono.empty();
    }
}

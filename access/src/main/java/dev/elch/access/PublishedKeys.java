package dev.elch.access;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The keys of the issuer of tokens. They are read again when they are old and when a token names one that is not among them,
 * but never more often than every few seconds, so that a caller with made-up tokens cannot make us ask. While the keys cannot
 * be read, the last ones are trusted for a while.
 */
final class PublishedKeys implements Function<SignedJWT, Flux<JWK>> {

    /** Also how fast a key that was taken back stops working. */
    static final Duration FRESH = Duration.ofMinutes(5);

    /** Longer than any token lives that was signed before its issuer went away. */
    static final Duration USABLE = Duration.ofMinutes(15);

    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(PublishedKeys.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final URI uri;
    private final Clock clock;
    private final WebClient http = WebClient.create();
    private final AtomicReference<@Nullable Reading> last = new AtomicReference<>();
    private final AtomicBoolean isReading = new AtomicBoolean();
    private final Mono<Reading> reading;
    private volatile Instant asked = Instant.MIN;

    PublishedKeys(URI uri, Clock clock) {
        this.uri = uri;
        this.clock = clock;
        this.reading = Flux.from(read()).share().next();
    }

    /** The key that the token names; none when there is no such key. Fails with {@link KeysUnavailableException}. */
    @Override
    public Flux<JWK> apply(SignedJWT token) {
        String id = token.getHeader().getKeyID();
        return id == null
                ? Flux.empty()
                : Flux.from(known(id)).mapNotNull(keys -> keys.set().getKeyByKeyId(id));
    }

    private Mono<Reading> known(String id) {
        Reading keys = last.get();
        Instant now = clock.instant();
        boolean isFresh = keys != null && keys.at().plus(FRESH).isAfter(now);
        if (keys != null && isFresh && keys.set().getKeyByKeyId(id) != null) {
            return Mono.just(keys);
        }
        return isReading.get() || !asked.plus(PAUSE).isAfter(now)
                ? reading.onErrorResume(trouble -> lastOnes(trouble))
                : lastOnes(new IllegalStateException("they could not be read a moment ago"));
    }

    private Mono<Reading> lastOnes(Throwable trouble) {
        Reading keys = last.get();
        return keys != null && keys.at().plus(USABLE).isAfter(clock.instant())
                ? Mono.just(keys)
                : Mono.error(new KeysUnavailableException("The keys at " + uri + " cannot be read", trouble));
    }

    private Mono<Reading> read() {
        return Mono.defer(() -> {
                    isReading.set(true);
                    asked = clock.instant();
                    return http.get().uri(uri).retrieve().bodyToMono(String.class);
                })
                .timeout(PATIENCE)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("the answer is empty")))
                .map(text -> new Reading(parsed(text), clock.instant()))
                .doOnNext(last::set)
                .doOnError(trouble -> log.warn("The keys at {} cannot be read: {}", uri, trouble.toString()))
                .doFinally(end -> isReading.set(false));
    }

    private static JWKSet parsed(String text) {
        try {
            return JWKSet.parse(text);
        } catch (ParseException e) {
            throw new IllegalStateException("the answer is no JWK set", e);
        }
    }

    /** What was published at some moment. */
    private record Reading(JWKSet set, Instant at) {}
}

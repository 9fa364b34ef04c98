package dev.elch.dlq.access;

import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where issued tokens are kept. */
interface TokenStore {

    /** False when there is, or was, one of that name. */
    Mono<Boolean> insert(IssuedToken token);

    Mono<IssuedToken> find(String name);

    /** Newest first. */
    Flux<IssuedToken> all();

    Mono<Void> noteUse(String name, Instant at);

    /** The token as it is now; empty when there is none that could be revoked. */
    Mono<IssuedToken> revoke(String name, String actor, Instant at);
}

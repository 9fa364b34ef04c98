package dev.elch.auth.authorization;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Where grants are kept. */
interface Grants {

    Mono<Void> insert(Grant grant);

    /** The grant, unless it is over. */
    Mono<Grant> find(String id, Instant now);

    /** Puts {@code newer} where {@code older} is; false when that has changed meanwhile: a secret is good once. */
    Mono<Boolean> replace(Grant older, Grant newer);

    Mono<Void> delete(String id);
}

package dev.elch.access;

import reactor.core.publisher.Mono;

/** Some of those who may call, known by their token. */
@FunctionalInterface
public interface Callers {

    /** Whose token this is; empty when it is none of theirs. Fails if it cannot be checked at the moment. */
    Mono<Caller> caller(String token);
}

package dev.elch.access;

import reactor.core.publisher.Mono;

/** Some of those who may call, known by their token. */
@FunctionalInterface
public interface Callers {

    /** Whose token this is; empty when it is none of theirs. Fails when nobody can say just now. */
    Mono<Caller> caller(String token);
}

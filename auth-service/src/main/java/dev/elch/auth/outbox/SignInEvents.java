package dev.elch.auth.outbox;

import dev.elch.auth.signin.SignIn;
import reactor.core.publisher.Mono;

/** Tells the other services. */
interface SignInEvents {

    /** Completes when the broker has acknowledged the event; fails when that cannot be had within the producer's limits. */
    Mono<Void> publish(SignIn signIn);
}

package dev.elch.auth.authorization;

import reactor.core.publisher.Mono;

/** Where the keys are that all instances share. */
interface SigningKeys {

    Mono<KeyRing> all();

    /** False when another instance has made the key of this number. */
    Mono<Boolean> add(SigningKey key);

    /** Forgets the keys with a smaller number. */
    Mono<Void> forgetBefore(long number);
}

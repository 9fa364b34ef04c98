package dev.elch.auth.erasure;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A collection that keeps something about people. */
public interface Erasable {

    /** Its name. */
    String collection();

    /** How many documents about the user were deleted; doing it again deletes what came meanwhile. */
    Mono<Long> erase(String userId);

    /** Addresses, logins and names of the user, by which other services find them; each may come more than once. */
    default Flux<String> wordsOf(String userId) {
        return Flux.empty();
    }
}

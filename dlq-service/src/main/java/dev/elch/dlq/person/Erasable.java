package dev.elch.dlq.person;

import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A collection that keeps something about people. */
public interface Erasable {

    /** Its name. */
    String collection();

    /**
     * In how many documents the person was erased; doing it again erases what came meanwhile.
     *
     * @param actor who ordered it
     */
    Mono<Long> erase(Person person, String actor, Instant now);

    /** Addresses, logins and names of the user, by which the person is found elsewhere; each may come more than once. */
    default Flux<String> wordsOf(String userId) {
        return Flux.empty();
    }

    /** How many documents about the person cannot be erased yet. */
    default Mono<Long> busy(Person person) {
        return Mono.just(0L);
    }
}

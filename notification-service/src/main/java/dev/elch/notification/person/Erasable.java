package dev.elch.notification.person;

import reactor.core.publisher.Mono;

/** A collection that keeps something about people. */
public interface Erasable {

    /** Its name. */
    String collection();

    /** In how many documents the person was erased; doing it again erases what came meanwhile. Never blocks. */
    Mono<Long> erase(Person person);
}

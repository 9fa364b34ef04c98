package dev.elch.auth.outbox;

import dev.elch.auth.signin.SignIn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Sign-ins that are stored, and which of them still have to be published. */
interface Outbox {

    /**
     * Stores a sign-in; storing it again changes nothing. Completes once it is durable.
     *
     * @param relayFrom from when on the relay may publish it; null: it is published already
     */
    Mono<Void> store(SignIn signIn, @Nullable Instant relayFrom, Instant now);

    /** Notes that the broker acknowledged the event. */
    Mono<Void> markPublished(String eventKey, Instant at);

    /** Lets the relay publish an event from {@code relayFrom} on. */
    Mono<Void> release(String eventKey, Instant relayFrom);

    /** Claims the unpublished event that has been due longest until {@code until}; empty: none is due. */
    Mono<SignIn> claim(Instant now, Instant until);

    Mono<Backlog> backlog();

    /**
     * What waits to be published.
     *
     * @param size how many events
     * @param oldest when the oldest of them happened; null: none waits
     */
    record Backlog(long size, @Nullable Instant oldest) {

        static final Backlog NONE = new Backlog(0, null);
    }
}

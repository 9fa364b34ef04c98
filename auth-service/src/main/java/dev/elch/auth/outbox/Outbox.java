package dev.elch.auth.outbox;

import dev.elch.auth.signin.SignIn;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
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

    /** Notes that the broker acknowledged the events. */
    Mono<Void> markPublished(Collection<String> eventKeys, Instant at);

    /** Lets the relay publish from {@code relayFrom} on those of the events that are unpublished. */
    Mono<Void> release(Collection<String> eventKeys, Instant relayFrom);

    /** Whether an event of the user is unpublished, be it due or not. */
    Mono<Boolean> isWaiting(String userId);

    /**
     * The unpublished events, due or not, in the order of their sign-ins.
     *
     * @param after begins behind this one; null: with the oldest
     */
    Mono<List<Waiting>> waiting(@Nullable Waiting after, int limit);

    /** Claims until {@code until} those of the events that are due, and gives the keys of those that it got. */
    Mono<Set<String>> claim(Collection<String> eventKeys, Instant now, Instant until);

    Mono<Backlog> backlog();

    /**
     * An event that waits to be published.
     *
     * @param relayFrom from when on the relay may publish it
     */
    record Waiting(SignIn signIn, Instant relayFrom) {

        String eventKey() {
            return signIn.eventKey();
        }

        String userId() {
            return signIn.account().userId();
        }

        boolean isDue(Instant now) {
            return !relayFrom.isAfter(now);
        }
    }

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

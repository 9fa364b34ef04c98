package dev.elch.auth.outbox;

import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who signed in before, as far back as the history reaches. */
public interface SignInHistory {

    /** Whether the user has signed in with this device before; a disputed sign-in does not count. */
    Mono<Boolean> knows(String userId, String device);

    /** The user's latest sign-ins, newest first. */
    Flux<PastSignIn> latestOf(String userId, int limit);

    Mono<PastSignIn> find(String eventKey);

    /**
     * Marks a sign-in as disputed and gives it back; keeps the time of the first dispute. Empty: no such sign-in.
     *
     * @param everywhere whether all sessions of the user were ended for it, which is remembered for good
     */
    Mono<PastSignIn> dispute(String eventKey, boolean everywhere, Instant at);

    /** Takes a dispute back. Empty: no such sign-in. */
    Mono<PastSignIn> undispute(String eventKey);
}

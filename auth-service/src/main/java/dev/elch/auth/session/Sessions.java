package dev.elch.auth.session;

import reactor.core.publisher.Mono;

/** Where sessions are kept. A session that was deleted never comes back: only {@link #insert} creates one. */
interface Sessions {

    Mono<Void> insert(SignInSession session);

    /** False when the session is not there (any more), and then nothing was written. */
    Mono<Boolean> update(SignInSession session);

    /** The session, unless it has expired. */
    Mono<SignInSession> find(String id);

    /** False when there was none. */
    Mono<Boolean> delete(String id);

    /** How many sessions of the user were ended. */
    Mono<Long> deleteAllOf(String userId);

    /** Counts as a visit to the session that a sign-in opened; false when it has ended. */
    Mono<Boolean> visit(String reference);

    /** How many were ended: one, or zero when it had ended before. */
    Mono<Long> deleteByReference(String reference);
}

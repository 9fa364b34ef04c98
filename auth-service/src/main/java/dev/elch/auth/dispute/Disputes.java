package dev.elch.auth.dispute;

import dev.elch.auth.meters.AuthMeters;
import dev.elch.auth.outbox.PastSignIn;
import dev.elch.auth.outbox.SignInHistory;
import dev.elch.auth.session.FallbackSessions;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Takes sign-ins back: marks them as disputed and ends what they opened. Doing it twice changes nothing more. */
final class Disputes {

    private static final Logger log = LoggerFactory.getLogger(Disputes.class);

    private final SignInHistory history;
    private final FallbackSessions sessions;
    private final AuthMeters meters;
    private final Clock clock;

    Disputes(SignInHistory history, FallbackSessions sessions, AuthMeters meters, Clock clock) {
        this.history = history;
        this.sessions = sessions;
        this.meters = meters;
        this.clock = clock;
    }

    /** Empty: no such sign-in. */
    Mono<PastSignIn> find(String eventKey) {
        return history.find(eventKey);
    }

    /**
     * Completes once the session, or every one of the user, is ended and the sign-in is marked: in this order, so that the
     * mark never claims what is not so. All sessions of the user are ended once: a person who finds an old mail ends no sessions
     * of today, and only marks the sign-in again. Empty: no such sign-in.
     */
    Mono<PastSignIn> dispute(String eventKey, boolean everywhere) {
        return history.find(eventKey)
                .flatMap(signIn -> isDone(signIn, everywhere)
                        ? Mono.just(signIn)
                        : end(signIn, everywhere)
                                .flatMap(ended -> history.dispute(eventKey, everywhere, clock.instant())
                                        .doOnNext(disputed -> tell(disputed, everywhere, ended))));
    }

    /** Takes the mark back; sessions that were ended stay ended. Empty: no such sign-in. */
    Mono<PastSignIn> undo(String eventKey) {
        return history.undispute(eventKey)
                .doOnNext(signIn -> log.info(
                        "Dispute of sign-in {} by {} was taken back",
                        eventKey,
                        signIn.signIn().account().userId()));
    }

    private static boolean isDone(PastSignIn signIn, boolean everywhere) {
        return signIn.isDisputed() && (signIn.isEndedEverywhere() || !everywhere);
    }

    private Mono<Long> end(PastSignIn disputed, boolean everywhere) {
        if (!everywhere) {
            return sessions.end(disputed.signIn().session());
        }
        return disputed.isEndedEverywhere()
                ? Mono.just(0L)
                : sessions.endAllOf(disputed.signIn().account().userId());
    }

    private void tell(PastSignIn disputed, boolean everywhere, long ended) {
        meters.disputed();
        log.warn(
                "Sign-in {} of {} is disputed: {} sessions ended{}",
                disputed.signIn().eventKey(),
                disputed.signIn().account().userId(),
                ended,
                everywhere ? " everywhere" : "");
    }
}

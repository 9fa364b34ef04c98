package dev.elch.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.auth.SettableClock;
import dev.elch.auth.signin.SignIns;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ImpatientSessionsTest {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final SettableClock clock = new SettableClock(SignIns.NOON);
    private final AtomicInteger questions = new AtomicInteger();

    @Test
    void gives_up_after_its_patience_and_then_does_not_ask_for_a_moment() {
        ImpatientSessions sessions = new ImpatientSessions(silent(), PATIENCE, clock);

        StepVerifier.withVirtualTime(() -> sessions.delete("id"))
                .expectSubscription()
                .expectNoEvent(PATIENCE.minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .verifyError(TimeoutException.class);
        StepVerifier.create(sessions.delete("id")).verifyError(TimeoutException.class);

        assertThat(questions).hasValue(1);
    }

    @Test
    void asks_again_when_the_moment_is_over() {
        ImpatientSessions sessions = new ImpatientSessions(silent(), PATIENCE, clock);
        StepVerifier.withVirtualTime(() -> sessions.delete("id"))
                .thenAwait(PATIENCE)
                .verifyError(TimeoutException.class);

        clock.advance(Duration.ofSeconds(1));
        StepVerifier.withVirtualTime(() -> sessions.delete("id"))
                .thenAwait(PATIENCE)
                .verifyError(TimeoutException.class);

        assertThat(questions).hasValue(2);
    }

    /** A database that takes every question and answers none. */
    private Sessions silent() {
        return new Sessions() {
            @Override
            public Mono<Void> insert(SignInSession session) {
                return silence();
            }

            @Override
            public Mono<Boolean> update(SignInSession session) {
                return silence();
            }

            @Override
            public Mono<SignInSession> find(String id) {
                return silence();
            }

            @Override
            public Mono<Boolean> delete(String id) {
                return silence();
            }

            @Override
            public Mono<Long> deleteAllOf(String userId) {
                return silence();
            }

            @Override
            public Mono<Long> deleteByReference(String reference) {
                return silence();
            }
        };
    }

    private <T> Mono<T> silence() {
        return Mono.<T>never().doOnSubscribe(asked -> questions.incrementAndGet());
    }
}

package dev.elch.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.auth.signin.SignIns;
import dev.elch.testkit.time.SettableClock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class CircuitBreakingSessionsTest {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final SettableClock clock = SettableClock.at(SignIns.NOON);
    private final AtomicInteger questions = new AtomicInteger();
    private final CircuitBreakingSessions sessions = new CircuitBreakingSessions(silent(), PATIENCE, clock);

    @Test
    void gives_up_on_a_question_after_its_patience() {
        StepVerifier.withVirtualTime(() -> sessions.delete("id"))
                .expectSubscription()
                .expectNoEvent(PATIENCE.minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .verifyError(TimeoutException.class);
    }

    @Test
    void asks_nothing_for_a_moment_after_several_questions_without_an_answer() {
        miss(CircuitBreakingSessions.TIMEOUTS_TO_OPEN);

        StepVerifier.create(sessions.delete("id")).verifyError(TimeoutException.class);

        assertThat(questions).hasValue(CircuitBreakingSessions.TIMEOUTS_TO_OPEN);
    }

    @Test
    void goes_on_asking_after_a_single_slow_answer() {
        miss(1);
        miss(1);

        assertThat(questions).hasValue(2);
    }

    @Test
    void asks_again_when_the_moment_is_over_and_needs_no_further_proof() {
        miss(CircuitBreakingSessions.TIMEOUTS_TO_OPEN);
        clock.advance(Duration.ofSeconds(1));

        miss(1);
        StepVerifier.create(sessions.delete("id")).verifyError(TimeoutException.class);

        assertThat(questions).hasValue(CircuitBreakingSessions.TIMEOUTS_TO_OPEN + 1);
    }

    private void miss(int times) {
        for (int i = 0; i < times; i++) {
            StepVerifier.withVirtualTime(() -> sessions.delete("id"))
                    .thenAwait(PATIENCE)
                    .verifyError(TimeoutException.class);
        }
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
            public Mono<Boolean> visit(String reference) {
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

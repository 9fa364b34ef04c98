package dev.elch.notification.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.contract.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryChainTest {

    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10));

    private final Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final RetryChain chain = new RetryChain(DELAYS, 0, () -> 0.5);

    @Test
    void has_the_topics_and_delays_of_the_contract() {
        assertThat(chain.steps())
                .extracting(step -> new Topics.RetryTopic(step.topic(), step.delay()))
                .isEqualTo(Topics.RETRIES);
    }

    @Test
    void waits_one_step_longer_after_each_attempt_and_ends_after_the_last_step() {
        for (int attempt = 1; attempt <= 5; attempt++) {
            assertThat(chain.afterAttempt(attempt, now))
                    .contains(new Hop(Topics.RETRIES.get(attempt - 1).name(), now.plus(DELAYS.get(attempt - 1))));
        }
        assertThat(chain.afterAttempt(6, now)).isEmpty();
    }

    @Test
    void rounds_a_given_time_up_to_the_first_step_that_is_not_earlier() {
        assertThat(chain.notBefore(now, now).topic()).endsWith("retry-1s");
        assertThat(chain.notBefore(now.plusSeconds(1), now).topic()).endsWith("retry-1s");
        assertThat(chain.notBefore(now.plusMillis(1_001), now).topic()).endsWith("retry-5s");
        assertThat(chain.notBefore(now.plusSeconds(300), now)).isEqualTo(hop(4, now.plusSeconds(600)));
    }

    @Test
    void keeps_a_record_on_the_last_step_for_as_long_as_the_provider_said() {
        assertThat(chain.notBefore(now.plusSeconds(3_600), now)).isEqualTo(hop(4, now.plusSeconds(3_600)));
    }

    @Test
    void skips_steps_that_are_shorter_than_the_grace_of_a_lost_answer() {
        assertThat(chain.afterAttempt(1, now.plusSeconds(30), now)).contains(hop(2, now.plusSeconds(30)));
        assertThat(chain.afterAttempt(4, now.plusSeconds(30), now)).contains(hop(3, now.plusSeconds(120)));
        assertThat(chain.afterAttempt(6, now.plusSeconds(30), now)).isEmpty();
    }

    @Test
    void is_never_due_a_part_of_a_millisecond_early() {
        Instant odd = now.plusNanos(1);

        assertThat(chain.afterAttempt(1, odd).orElseThrow().dueAt()).isEqualTo(now.plusMillis(1_001));
    }

    @Test
    void jitter_lengthens_a_wait_and_never_shortens_it() {
        RetryChain jittered = new RetryChain(DELAYS, 0.2, () -> 0.5);

        assertThat(jittered.afterAttempt(1, now)).contains(hop(0, now.plusMillis(1_100)));
    }

    @Test
    void refuses_a_chain_that_contradicts_itself() {
        assertThatThrownBy(() -> chainOf()).hasMessageContaining("elch.retry.delays is empty");
        assertThatThrownBy(() -> chainOf(5, 1)).hasMessageContaining("PT1S does not come after PT5S");
        assertThatThrownBy(() -> chainOf(5, 5)).hasMessageContaining("longer than the one before");
        assertThatThrownBy(() -> chainOf(0)).hasMessageContaining("PT0S does not come after PT0S");
        assertThatThrownBy(() -> chainOf(86_400)).hasMessageContaining("is not below PT24H");
    }

    private static RetryChain chainOf(int... seconds) {
        return new RetryChain(
                java.util.Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toList(), 0, () -> 0);
    }

    private static Hop hop(int step, Instant dueAt) {
        return new Hop(Topics.RETRIES.get(step).name(), dueAt);
    }
}

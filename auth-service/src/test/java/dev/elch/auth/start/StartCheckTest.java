package dev.elch.auth.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.auth.SettableClock;
import dev.elch.auth.signin.SignIns;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StartCheckTest {

    private final SettableClock clock = new SettableClock(SignIns.NOON);
    private final AtomicInteger questions = new AtomicInteger();

    @Test
    void starts_when_everything_is_there() {
        checkOf(there()).run(Duration.ofSeconds(15));

        assertThat(questions).hasValue(1);
    }

    @Test
    void waits_for_what_comes_late() {
        checkOf(thereAfter(3), there()).run(Duration.ofSeconds(15));

        assertThat(questions).hasValue(5);
    }

    @Test
    void says_what_is_missing_when_the_wait_is_over() {
        assertThatThrownBy(() -> checkOf(there(), thereAfter(1000)).run(Duration.ofSeconds(15)))
                .isInstanceOf(CannotStartException.class)
                .hasMessage("there is no broker");
        assertThat(questions.get()).isBetween(15, 17);
    }

    @Test
    void asks_nothing_when_it_may_not_wait() {
        checkOf(thereAfter(1000)).run(Duration.ZERO);

        assertThat(questions).hasValue(0);
    }

    private StartCheck checkOf(Surrounding... surroundings) {
        return new StartCheck(List.of(surroundings), () -> clock.advance(Duration.ofSeconds(1)), clock);
    }

    private Surrounding there() {
        return thereAfter(0);
    }

    private Surrounding thereAfter(int refusals) {
        AtomicInteger left = new AtomicInteger(refusals);
        return patience -> {
            questions.incrementAndGet();
            return left.getAndDecrement() > 0
                    ? Optional.of(new CannotStartException("there is no broker", "start one"))
                    : Optional.empty();
        };
    }
}

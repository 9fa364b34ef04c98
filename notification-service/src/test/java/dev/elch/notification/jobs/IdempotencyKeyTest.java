package dev.elch.notification.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.access.problem.InvalidRequestException;
import dev.elch.contract.EventKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration WINDOW = Duration.ofDays(40);

    /** Once the ledger has forgotten a sign-in, its key would be taken for a new job. */
    @Test
    void is_no_key_of_a_sign_in_that_the_ledger_has_forgotten() {
        String forgotten = EventKeys.create(NOW.minus(WINDOW).minusSeconds(1), new Random(1));
        String remembered = EventKeys.create(NOW.minus(WINDOW).plusSeconds(1), new Random(1));

        assertThatThrownBy(() -> IdempotencyKey.checked(forgotten, NOW, WINDOW))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.errors())
                                .singleElement()
                                .satisfies(error -> assertThat(error.message())
                                        .contains("a UUID of 2026-01-20T09:59:59Z", "remembered for 40 days")));
        assertThat(IdempotencyKey.checked(remembered, NOW, WINDOW)).isEqualTo(remembered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"order-4711", "7d444840-9dc0-11d1-b245-5ffdce74fad2", "f47ac10b-58cc-4372-a567-0e02b2c3d479"})
    void may_be_anything_else_that_fits_into_a_path(String key) {
        assertThat(IdempotencyKey.checked(key, NOW, WINDOW)).isEqualTo(key);
    }
}

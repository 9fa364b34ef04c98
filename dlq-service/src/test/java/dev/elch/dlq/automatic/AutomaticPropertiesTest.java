package dev.elch.dlq.automatic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutomaticPropertiesTest {

    @Test
    void the_wait_doubles_with_every_failure_up_to_the_longest() {
        AutomaticProperties properties = with(20, Duration.ofMinutes(2));

        assertThat(properties.waitAfter(1)).isEqualTo(Duration.ofMinutes(2));
        assertThat(properties.waitAfter(3)).isEqualTo(Duration.ofMinutes(8));
        assertThat(properties.waitAfter(9)).isEqualTo(Duration.ofHours(1));
        assertThat(properties.waitAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void settings_that_make_no_sense_are_refused_in_words() {
        assertThatThrownBy(() -> with(0, Duration.ofMinutes(2)))
                .hasMessageContaining("elch.automatic.rate must be 1 to");
        assertThatThrownBy(() -> with(20, Duration.ofHours(2))).hasMessageContaining("longest-wait not shorter");
    }

    private static AutomaticProperties with(int rate, Duration firstWait) {
        return new AutomaticProperties(
                List.of("provider_down"),
                Duration.ofMinutes(1),
                firstWait,
                Duration.ofHours(1),
                rate,
                Duration.ofSeconds(15));
    }
}

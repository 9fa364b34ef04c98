package dev.elch.dlq.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AlertPropertiesTest {

    @Test
    void settings_that_make_no_sense_are_refused_in_words() {
        assertThatThrownBy(() -> Alerts.properties(URI.create("hooks.example.com"), Alerts.NO_MAIL, 0, Duration.ZERO))
                .hasMessage("elch.alerts.webhook must be an address such as https://hooks.example.com/elch");
        assertThatThrownBy(() -> Alerts.properties(-1, Duration.ZERO)).hasMessageContaining("must not be negative");
        assertThatThrownBy(() -> new AlertProperties.Mail("ops@example.com", "", "relay", 25, false, "", ""))
                .hasMessageContaining("must both be mail addresses");
        assertThatThrownBy(() -> new AlertProperties.Mail("ops@example.com", "elch@example.com", "", 25, false, "", ""))
                .hasMessageContaining("set host");
    }

    @Test
    void a_password_is_not_shown() {
        assertThat(new AlertProperties.Mail("ops@example.com", "elch@example.com", "relay", 25, false, "u", "secret")
                        .toString())
                .doesNotContain("secret");
    }
}

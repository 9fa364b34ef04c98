package dev.elch.dlq.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.SampleDeadLetters;
import dev.elch.dlq.group.DeadLetterGroup;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertRulesTest {

    private final Instant now = SampleDeadLetters.NOW.plusSeconds(60);
    private final AlertRules rules = new AlertRules(Alerts.properties(100, Duration.ofHours(4)));

    @Test
    void a_new_cause_is_worth_one_alert_whenever_it_is_looked_at() {
        List<Alert> first = rules.alerts(List.of(group(now, 1)), Optional.empty(), now);
        List<Alert> later = rules.alerts(List.of(group(now, 1)), Optional.empty(), now.plusSeconds(7_200));

        assertThat(first).extracting(Alert::id).containsExactly("new_cause~g~once");
        assertThat(later).extracting(Alert::id).containsExactly("new_cause~g~once");
        assertThat(first.get(0).link()).isEqualTo(URI.create("https://dlq.example.com/elch/#/dead-letters?group=g"));
        assertThat(first.get(0).text()).isEqualTo("A new cause: bad_address 550 5.1.1 no such user");
    }

    @Test
    void a_cause_that_is_known_for_long_is_not_new() {
        assertThat(rules.alerts(List.of(group(now.minus(Duration.ofDays(2)), 1)), Optional.empty(), now))
                .isEmpty();
    }

    @Test
    void too_many_dead_letters_are_worth_an_alert_once_an_hour() {
        Instant old = now.minus(Duration.ofDays(2));

        assertThat(rules.alerts(List.of(group(old, 100)), Optional.empty(), now))
                .isEmpty();
        assertThat(rules.alerts(List.of(group(old, 101)), Optional.empty(), now))
                .extracting(Alert::id)
                .containsExactly("rate~g~2026-03-01T10:00:00Z");
        assertThat(rules.alerts(List.of(group(old, 900)), Optional.empty(), now.plusSeconds(3_600)))
                .extracting(Alert::id)
                .containsExactly("rate~g~2026-03-01T11:00:00Z");
    }

    @Test
    void a_dead_letter_that_waits_too_long_is_worth_an_alert_once_a_day() {
        DeadLetter deadLetter = SampleDeadLetters.deadLetter("k");
        Instant limit = deadLetter.failedAt().plus(Duration.ofHours(4));

        assertThat(rules.alerts(List.of(), Optional.of(deadLetter), limit)).isEmpty();
        assertThat(rules.alerts(List.of(), Optional.of(deadLetter), limit.plusSeconds(1)))
                .extracting(Alert::id)
                .containsExactly("oldest_open~" + deadLetter.fingerprint() + "~2026-03-01T00:00:00Z");
    }

    private static DeadLetterGroup group(Instant first, long thisHour) {
        return new DeadLetterGroup(
                "g",
                "bad_address",
                "550 5.1.1",
                "no such user",
                List.of(),
                Map.of(),
                first,
                first,
                List.of(0L, thisHour));
    }
}

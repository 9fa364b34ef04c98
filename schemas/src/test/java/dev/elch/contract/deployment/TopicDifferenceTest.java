package dev.elch.contract.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicDifferenceTest {

    @Test
    void a_missing_topic_is_a_plus() {
        assertThat(TopicDifference.missing("mail-events", Map.of("retention.ms", "1"))
                        .line())
                .isEqualTo("+ topic mail-events");
    }

    @Test
    void each_setting_that_differs_is_named_with_both_values() {
        TopicDifference difference = new TopicDifference(
                "mail-events",
                false,
                Map.of("retention.ms", "5"),
                Map.of("retention.ms", "604800000", "cleanup.policy", "delete"));

        assertThat(difference.line())
                .isEqualTo("~ topic mail-events: cleanup.policy (not set) -> delete, retention.ms 5 -> 604800000");
    }

    @Test
    void a_topic_without_differences_is_none() {
        assertThat(new TopicDifference("mail-events", false, Map.of(), Map.of()).isNone())
                .isTrue();
        assertThat(TopicDifference.missing("mail-events", Map.of()).isNone()).isFalse();
    }
}

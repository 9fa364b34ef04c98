package dev.elch.dlq.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.contract.Topics;
import dev.elch.dlq.problem.InvalidFieldException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplayTopicsTest {

    private final ReplayTopics topics = new ReplayTopics(List.of("quarantine", "other.team", "quarantine"));

    @Test
    void the_replay_topic_is_meant_when_none_is_named_and_always_allowed() {
        assertThat(topics.meant(null)).isEqualTo(Topics.REPLAY);
        assertThat(topics.meant(Topics.REPLAY)).isEqualTo(Topics.REPLAY);
        assertThat(topics.allowed()).containsExactly(Topics.REPLAY, "quarantine", "other.team");
    }

    @Test
    void what_is_not_on_the_list_is_refused_with_what_is() {
        assertThat(topics.meant("quarantine")).isEqualTo("quarantine");
        assertThatThrownBy(() -> topics.meant(Topics.USER_SIGNED_IN))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("must be one of user-signed-in.replay, quarantine, other.team (elch.replay.topics)");
    }

    @ParameterizedTest
    @MethodSource("ours")
    void no_topic_of_elch_can_be_listed(String ours) {
        assertThatThrownBy(() -> new ReplayTopics(List.of(ours))).hasMessageContaining("take it out");
    }

    static List<String> ours() {
        return Topics.all();
    }

    @Test
    void a_name_that_no_topic_can_have_is_refused() {
        assertThatThrownBy(() -> new ReplayTopics(List.of("two words"))).hasMessageContaining("no name of a topic");
    }
}

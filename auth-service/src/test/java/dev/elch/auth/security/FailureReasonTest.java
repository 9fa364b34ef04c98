package dev.elch.auth.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailureReasonTest {

    @ParameterizedTest
    @CsvSource({
        "access_denied, DENIED",
        "invalid_state_parameter, STALE",
        "authorization_request_not_found, STALE",
        "github_unreachable, UNREACHABLE",
        "github_unusable_answer, TROUBLE",
        "github_limited, LIMITED",
        "github_not_permitted, NOT_PERMITTED",
        "something_new, TROUBLE",
    })
    void tells_users_apart_what_they_can_do(String code, FailureReason reason) {
        assertThat(FailureReason.ofCode(code)).isEqualTo(reason);
    }

    @ParameterizedTest
    @EnumSource
    void is_found_again_by_its_word(FailureReason reason) {
        assertThat(FailureReason.ofWord(reason.word())).isEqualTo(reason);
    }

    @Test
    void takes_no_word_of_a_strangers() {
        assertThat(FailureReason.ofWord("<b>")).isEqualTo(FailureReason.TROUBLE);
    }
}

package dev.elch.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OneMailPerEventTest {

    private final OneMailPerEvent guarantee = new OneMailPerEvent();

    @Test
    void holds_for_different_mails() {
        guarantee.sent("<a@elch>");
        guarantee.sent("<b@elch>");

        assertThatCode(() -> guarantee.assertHoldsFor(2)).doesNotThrowAnyException();
    }

    @Test
    void finds_a_mail_that_came_twice() {
        guarantee.sent("<a@elch>");
        guarantee.sent("<a@elch>");

        assertThatThrownBy(guarantee::assertHolds).hasMessageContaining("<a@elch> x2");
    }

    @Test
    void excuses_a_mail_that_was_sent_again_on_purpose() {
        guarantee.sent("<a@elch>");
        guarantee.sent("<a@elch>");
        guarantee.excuse("<a@elch>");

        assertThatCode(guarantee::assertHolds).doesNotThrowAnyException();
    }

    @Test
    void finds_that_a_mail_is_missing() {
        guarantee.sent("<a@elch>");

        assertThatThrownBy(() -> guarantee.assertHoldsFor(2)).hasMessageContaining("1 different mails instead of 2");
    }
}

package dev.elch.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailStateTest {

    @ParameterizedTest
    @CsvSource({
        "PROCESSED, DELIVERED, DELIVERED",
        "DELIVERED, PROCESSED, DELIVERED",
        "DEFERRED, PROCESSED, DEFERRED",
        "DELIVERED, BOUNCED, BOUNCED",
        "BOUNCED, DELIVERED, BOUNCED",
        "BLOCKED, DEFERRED, BLOCKED",
        "PROCESSED, DROPPED, DROPPED"
    })
    void moves_forward_only(MailState known, MailState reported, MailState next) {
        assertThat(known.advancedBy(reported)).isEqualTo(next);
    }
}

package dev.elch.dlq.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.standin.mailbox.Mailbox;
import dev.elch.standin.mailbox.ReceivedMail;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SmtpReceiverTest {

    private final Alert alert = new Alert(
            "rate~g~w",
            "rate",
            "g",
            "More than 5 dead letters this hour: mailbox_full",
            URI.create("https://dlq.example.com/#/dead-letters?group=g"),
            Instant.parse("2026-03-01T10:00:00Z"));

    @Test
    void an_alert_is_a_plain_mail_with_a_link() throws AlertReceiver.NotTakenException {
        try (Mailbox mailbox = Mailbox.inMemory()) {
            receiver(mailbox.smtpPort()).take(alert);

            ReceivedMail mail = mailbox.awaitMail(any -> true, Duration.ofSeconds(10));
            assertThat(mail.isFor("ops@example.com")).isTrue();
            assertThat(mail.subject()).isEqualTo("Elch: More than 5 dead letters this hour: mailbox_full");
            assertThat(mail.text()).contains("https://dlq.example.com/#/dead-letters?group=g");
        }
    }

    @Test
    void a_server_that_is_away_takes_nothing() {
        assertThatThrownBy(() -> receiver(1).take(alert)).isInstanceOf(AlertReceiver.NotTakenException.class);
    }

    private static SmtpReceiver receiver(int port) {
        return new SmtpReceiver(
                new AlertProperties.Mail("ops@example.com", "elch@example.com", "127.0.0.1", port, false, "", ""));
    }
}

package dev.elch.dlq.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.dlq.NotificationForTests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailRendererTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final NotificationForTests notification = new NotificationForTests();
    private final Map<String, @Nullable Object> event = new HashMap<>(Map.of("eventKey", "e", "login", "bat"));

    @AfterEach
    void stop() {
        notification.close();
    }

    @Test
    void shows_the_mail_that_notification_service_writes() {
        event.put("email", "bat@example.mn");
        event.put("name", null);

        assertThat(asked(notification.url(), NotificationForTests.TOKEN, PATIENCE))
                .isInstanceOfSatisfying(Rendering.Written.class, written -> {
                    assertThat(written.mail().to()).isEqualTo("bat@example.mn");
                    assertThat(written.mail().html()).contains("Hello bat");
                });
    }

    @Test
    void says_why_a_dead_letter_never_becomes_a_mail() {
        notification.answer("e", 422, "{\"detail\": \"no_verified_address: the account has no verified address\"}");

        assertThat(asked(notification.url(), NotificationForTests.TOKEN, PATIENCE))
                .isEqualTo(new Rendering.NoMail(
                        "No mail can be written of this dead letter. no_verified_address: the account"
                                + " has no verified address"));
    }

    @Test
    void says_which_setting_is_wrong_when_its_token_is_refused() {
        assertThat(asked(notification.url(), "another", PATIENCE))
                .isEqualTo(new Rendering.NotNow("notification-service does not let us in: elch.notification.token must"
                        + " be an API token there with the role operator."));
    }

    @Test
    void tells_trouble_there_apart_from_something_else_that_answers() {
        notification.answer("e", 500, "oops");
        assertThat(asked(notification.url(), NotificationForTests.TOKEN, PATIENCE)
                        .toString())
                .contains("answered 500");

        for (String body : new String[] {"<html>", "{}", "{\"language\": \"en\"}"}) {
            notification.answer("e", 200, body);
            assertThat(asked(notification.url(), NotificationForTests.TOKEN, PATIENCE)
                            .toString())
                    .contains("is not notification-service");
        }
    }

    @Test
    void gives_up_on_who_does_not_answer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort());

            assertThat(asked(url, NotificationForTests.TOKEN, Duration.ofMillis(100)))
                    .isEqualTo(new Rendering.NotNow("notification-service, which writes mails, does not answer at "
                            + url + ". Try again in a moment."));
        }
        assertThat(asked(URI.create("http://127.0.0.1:1"), NotificationForTests.TOKEN, PATIENCE))
                .isInstanceOf(Rendering.NotNow.class);
    }

    @Test
    void without_a_url_no_service_is_called() {
        assertThat(new MailRenderer(new NotificationProperties(null, ""), PATIENCE)
                        .render(event)
                        .block())
                .isEqualTo(new Rendering.NotSetUp());
    }

    @Test
    void half_a_setting_is_refused_at_start() {
        assertThatThrownBy(() -> new NotificationProperties(notification.url(), ""))
                .hasMessageContaining("set both, or neither");
        assertThatThrownBy(() -> new NotificationProperties(null, "token"))
                .hasMessageContaining("set both, or neither");
        assertThatThrownBy(() -> new NotificationProperties(URI.create("localhost:8081"), "token"))
                .hasMessageContaining("such as http://127.0.0.1:8081");
        assertThat(new NotificationProperties(notification.url(), "secret").toString())
                .doesNotContain("secret");
    }

    private Rendering asked(URI url, String token, Duration patience) {
        return new MailRenderer(new NotificationProperties(url, token), patience)
                .render(event)
                .block();
    }
}

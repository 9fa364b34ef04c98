package dev.elch.standin.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.testkit.time.SettableClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientBehaviourTest {

    private static final Duration SLOW = Duration.ofMillis(300);
    private final HttpClient http = HttpClient.newHttpClient();
    private final SettableClock clock = SettableClock.at("2026-11-29T10:00:00Z");
    private final Mailbox mailbox = Mailbox.start(new Mailbox.Options(0, 0, null, null), clock, SLOW);

    @AfterEach
    void close() {
        mailbox.close();
    }

    @ParameterizedTest
    @CsvSource({
        "refused+bold@example.org, 550 5.1.1",
        "Refused+Bold@Example.MN, 550 5.1.1",
        "REFUSED+@example.com, 550 5.1.1",
        "full+bold@example.org, 552 5.2.2",
        "later+bold@example.org, 451 4.3.0",
        "down+bold@example.org, 421 4.3.2"
    })
    void refuses_a_recipient_by_the_beginning_of_its_address(String recipient, String reply) throws IOException {
        try (Conversation smtp = new Conversation()) {
            smtp.hello();

            assertThat(smtp.say("RCPT TO:<" + recipient + ">")).startsWith(reply);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refused@example.org",
                "bold+refused@example.org",
                "fullmoon@example.org",
                "1002+anton@users.noreply.github.com"
            })
    void accepts_an_address_that_only_resembles_one_of_these(String recipient) throws IOException {
        try (Conversation smtp = new Conversation()) {
            assertThat(smtp.mailTo(recipient)).startsWith("250");
        }
        assertThat(mailbox.mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.isFor(recipient)).isTrue());
    }

    @Test
    void goes_on_with_the_next_recipient_after_a_refused_one() throws IOException {
        try (Conversation smtp = new Conversation()) {
            smtp.hello();
            smtp.say("RCPT TO:<refused+a@example.org>");

            assertThat(smtp.say("RCPT TO:<b@example.org>")).startsWith("250");
        }
    }

    @Test
    void accepts_at_the_third_try_and_counts_again_for_the_next_mail() throws IOException {
        try (Conversation smtp = new Conversation()) {
            smtp.hello();
            for (int mail = 0; mail < 2; mail++) {
                assertThat(smtp.say("RCPT TO:<later+a@example.org>")).startsWith("451");
                assertThat(smtp.say("RCPT TO:<later+b@example.org>")).startsWith("451");
                assertThat(smtp.say("RCPT TO:<Later+A@example.org>")).startsWith("451");
                assertThat(smtp.say("RCPT TO:<later+a@example.org>")).startsWith("250");
                assertThat(smtp.say("RCPT TO:<later+b@example.org>")).startsWith("451");
                assertThat(smtp.say("RCPT TO:<later+b@example.org>")).startsWith("250");
            }
        }
    }

    @Test
    void answers_late_to_a_mail_for_a_slow_recipient() throws IOException {
        try (Conversation smtp = new Conversation()) {
            long begin = System.nanoTime();

            assertThat(smtp.mailTo("slow+a@example.org")).startsWith("250");

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(SLOW);
            assertThat(mailbox.mails()).hasSize(1);
        }
    }

    @Test
    void keeps_a_mail_whose_answer_is_lost() throws IOException {
        try (Conversation smtp = new Conversation()) {
            assertThat(smtp.mailTo("lost+a@example.org")).isEqualTo(Conversation.CUT);
        }
        assertThat(mailbox.mails()).hasSize(1);
    }

    @Test
    void closes_the_connection_after_a_recipient_that_is_down() throws IOException {
        try (Conversation smtp = new Conversation()) {
            smtp.hello();
            smtp.say("RCPT TO:<down+a@example.org>");

            assertThat(smtp.say("NOOP")).isEqualTo(Conversation.CUT);
        }
    }

    @Test
    void refuses_every_mail_while_the_switch_is_on() throws Exception {
        try (Conversation smtp = new Conversation()) {
            smtp.hello();
            assertThat(turn("PUT", "?seconds=60")).isEqualTo(204);

            assertThat(smtp.say("RCPT TO:<bold@example.org>")).startsWith("550 ");
            assertThat(list()).contains("\"refusingUntil\":\"2026-11-29T10:01:00Z\"");

            assertThat(turn("DELETE", "")).isEqualTo(204);
            assertThat(smtp.say("RCPT TO:<bold@example.org>")).startsWith("250 ");
            assertThat(list()).contains("\"refusingUntil\":null");
        }
    }

    @Test
    void accepts_mails_again_when_the_while_is_over() throws Exception {
        try (Conversation smtp = new Conversation()) {
            smtp.hello();
            turn("PUT", "?seconds=60");
            clock.advance(Duration.ofSeconds(60));

            assertThat(smtp.say("RCPT TO:<bold@example.org>")).startsWith("250 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "99999", "a", ""})
    void answers_400_to_a_while_that_is_none(String seconds) throws Exception {
        assertThat(turn("PUT", "?seconds=" + seconds)).isEqualTo(400);
        assertThat(turn("POST", "")).isEqualTo(405);
        assertThat(list()).contains("\"refusingUntil\":null");
    }

    private int turn(String method, String query) throws Exception {
        URI address = mailbox.page().resolve("/api/refusal" + query);
        HttpRequest request = HttpRequest.newBuilder(address)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private String list() throws Exception {
        URI address = mailbox.page().resolve("/api/mails");
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }

    /** Speaks SMTP word by word, so that a test sees each reply. */
    private final class Conversation implements AutoCloseable {

        static final String CUT = "(connection cut)";
        private final Socket socket;
        private final BufferedReader replies;

        Conversation() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), mailbox.smtpPort());
            socket.setSoTimeout(10_000);
            replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            reply();
        }

        void hello() throws IOException {
            assertThat(say("EHLO test")).startsWith("250");
            assertThat(say("MAIL FROM:<elch@localhost>")).startsWith("250");
        }

        /** The reply to the final dot. */
        String mailTo(String recipient) throws IOException {
            hello();
            assertThat(say("RCPT TO:<" + recipient + ">")).startsWith("250");
            assertThat(say("DATA")).startsWith("354");
            return say("Subject: test\r\n\r\nbody\r\n.");
        }

        String say(String words) throws IOException {
            socket.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.UTF_8));
            return reply();
        }

        private String reply() throws IOException {
            String line = replies.readLine();
            while (line != null && line.startsWith("-", 3)) {
                line = replies.readLine();
            }
            return line == null ? CUT : line;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}

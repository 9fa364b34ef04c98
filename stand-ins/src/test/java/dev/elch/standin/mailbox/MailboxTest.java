package dev.elch.standin.mailbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxTest {

    private static final Duration AT_ONCE = Duration.ZERO;
    private final HttpClient browser = HttpClient.newHttpClient();

    @Test
    void keeps_a_mail_with_its_envelope_headers_and_both_bodies() throws Exception {
        try (Mailbox mailbox = Mailbox.inMemory()) {
            send(mailbox, "bold@example.mn", "Сайн байна уу", "Текст", "<p>Хуудас</p>");

            ReceivedMail mail = mailbox.awaitMail(received -> received.isFor("BOLD@example.mn"), AT_ONCE);

            assertThat(mail.sender()).isEqualTo("elch@localhost");
            assertThat(mail.recipients()).containsExactly("bold@example.mn");
            assertThat(mail.subject()).isEqualTo("Сайн байна уу");
            assertThat(mail.text()).isEqualTo("Текст");
            assertThat(mail.html()).isEqualTo("<p>Хуудас</p>");
        }
    }

    @Test
    void shows_the_newest_mail_first() throws Exception {
        try (Mailbox mailbox = Mailbox.inMemory()) {
            send(mailbox, "a@example.mn", "first", "", "");
            send(mailbox, "a@example.mn", "second", "", "");

            assertThat(mailbox.mails()).extracting(ReceivedMail::subject).containsExactly("second", "first");
        }
    }

    @Test
    void says_what_is_there_when_the_mail_that_is_waited_for_does_not_come() throws Exception {
        try (Mailbox mailbox = Mailbox.inMemory()) {
            send(mailbox, "a@example.mn", "another one", "", "");

            assertThatThrownBy(() -> mailbox.awaitMail(mail -> mail.isFor("b@example.mn"), Duration.ofMillis(20)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("[a@example.mn] another one");
        }
    }

    @Test
    void keeps_its_mails_over_a_restart(@TempDir Path folder) throws Exception {
        Mailbox.Options options = new Mailbox.Options(0, 0, folder, null);
        ReceivedMail before;
        try (Mailbox mailbox = Mailbox.start(options)) {
            send(mailbox, "a@example.mn", "kept", "text", "<b>html</b>");
            before = mailbox.mails().get(0);
        }

        try (Mailbox mailbox = Mailbox.start(options)) {
            assertThat(mailbox.mails()).singleElement().satisfies(mail -> {
                assertThat(mail.id()).isEqualTo(before.id());
                assertThat(mail.receivedAt()).isEqualTo(before.receivedAt());
                assertThat(mail.recipients()).containsExactly("a@example.mn");
                assertThat(mail.source().bytes()).isEqualTo(before.source().bytes());
            });
        }
    }

    @Test
    void forgets_all_mails_when_it_is_cleared(@TempDir Path folder) throws Exception {
        try (Mailbox mailbox = Mailbox.start(new Mailbox.Options(0, 0, folder, null))) {
            send(mailbox, "a@example.mn", "gone", "", "");

            assertThat(call(mailbox, "DELETE", "/api/mails").statusCode()).isEqualTo(204);

            assertThat(mailbox.mails()).isEmpty();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void believes_only_its_own_server_about_the_envelope() throws Exception {
        try (Mailbox mailbox = Mailbox.inMemory()) {
            MimeMessage mail = mail("a@example.mn", "forged", "", "");
            mail.addHeader("Delivered-To", "victim@example.mn");
            deliver(mailbox, mail);

            assertThat(mailbox.mails().get(0).recipients()).containsExactly("a@example.mn");
        }
    }

    @Test
    void shows_the_html_of_a_mail_only_in_a_sandbox_without_scripts() throws Exception {
        try (Mailbox mailbox = Mailbox.inMemory()) {
            send(mailbox, "a@example.mn", "<script>alert(1)</script>", "", "<script>alert(2)</script>");
            String id = mailbox.mails().get(0).id();

            HttpResponse<String> html = call(mailbox, "GET", "/api/mails/" + id + "/html");

            assertThat(html.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'")
                    .doesNotContain("allow-scripts", "allow-same-origin");
            assertThat(call(mailbox, "GET", "/api/mails/" + id).headers().firstValue("Content-Type"))
                    .hasValue("application/json; charset=utf-8");
        }
    }

    @Test
    void answers_with_the_mail_that_was_waited_for() throws Exception {
        try (Mailbox mailbox = Mailbox.inMemory()) {
            send(mailbox, "a@example.mn", "here", "", "");

            assertThat(call(mailbox, "GET", "/api/wait?to=a@example.mn&subject=he&millis=0")
                            .body())
                    .contains("\"subject\":\"here\"");
            assertThat(call(mailbox, "GET", "/api/wait?to=b@example.mn&millis=0")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void shows_a_mail_in_an_unknown_character_set_as_well_as_it_can() throws Exception {
        try (Mailbox mailbox = Mailbox.inMemory()) {
            String source = """
                    From: elch@localhost
                    To: a@example.mn
                    Subject: =?no-such-charset?Q?=FF?=
                    Content-Type: text/plain; charset=no-such-charset

                    body
                    """;
            MimeMessage mail = new MimeMessage(null, new ByteArrayInputStream(source.getBytes(UTF_8)));
            deliver(mailbox, mail);

            assertThat(mailbox.mails().get(0).text().strip()).isEqualTo("body");
        }
    }

    private HttpResponse<String> call(Mailbox mailbox, String method, String path)
            throws IOException, InterruptedException {
        URI uri = mailbox.page().resolve(path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return browser.send(request, BodyHandlers.ofString());
    }

    private static void send(Mailbox mailbox, String to, String subject, String text, String html)
            throws MessagingException {
        deliver(mailbox, mail(to, subject, text, html));
    }

    private static MimeMessage mail(String to, String subject, String text, String html) throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, "UTF-8", "html");
        MimeMessage mail = new MimeMessage((Session) null);
        mail.setFrom(new InternetAddress("elch@localhost"));
        mail.setRecipients(RecipientType.TO, to);
        mail.setSubject(subject, "UTF-8");
        mail.setContent(new MimeMultipart("alternative", plain, rich));
        mail.saveChanges();
        return mail;
    }

    private static void deliver(Mailbox mailbox, MimeMessage mail) throws MessagingException {
        try (Transport transport = session(mailbox).getTransport("smtp")) {
            transport.connect();
            transport.sendMessage(mail, mail.getAllRecipients());
        }
    }

    private static Session session(Mailbox mailbox) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", String.valueOf(mailbox.smtpPort()));
        return Session.getInstance(properties);
    }
}

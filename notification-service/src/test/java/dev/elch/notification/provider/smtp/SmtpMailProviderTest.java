package dev.elch.notification.provider.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.mail.Mail;
import dev.elch.notification.provider.Mails;
import dev.elch.notification.provider.OutcomeText;
import dev.elch.testkit.net.TestCertificate;
import dev.elch.testkit.smtp.ScriptedSmtpServer;
import dev.elch.testkit.smtp.SmtpBehaviour;
import dev.elch.testkit.smtp.SmtpStep;
import dev.elch.testkit.time.SettableClock;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SmtpMailProviderTest {

    private static TestCertificate localhost;
    private static TestCertificate elsewhere;

    private final SettableClock clock = SettableClock.at("2025-12-19T06:05:00Z");
    private final Mail mail = Mails.typical();
    private ScriptedSmtpServer server = ScriptedSmtpServer.start();
    private SmtpMailProvider provider = provider(new Settings());

    @BeforeAll
    static void makeCertificates() {
        localhost = TestCertificate.forHost("localhost");
        elsewhere = TestCertificate.forHost("mail.elsewhere.example");
    }

    @AfterAll
    static void forgetCertificates() {
        localhost = null;
        elsewhere = null;
    }

    @AfterEach
    void stop() {
        provider.close();
        server.close();
    }

    @Test
    void keeps_the_servers_queue_id() {
        assertThat(sent()).isEqualTo("Accepted(Ok: queued as 4TEST1234)");
    }

    @Test
    void reads_the_words_of_a_refusal_in_any_script() {
        server.at(SmtpStep.RCPT, SmtpBehaviour.reply("550-Уучлаарай\n550 5.1.1 Хэрэглэгч олдсонгүй"));
        Outcome.Rejected rejected = (Outcome.Rejected) provider.send(mail);
        assertThat(rejected.reason().code()).isEqualTo("550 5.1.1");
        assertThat(rejected.reason().text()).isEqualTo("rcpt_to: Уучлаарай Хэрэглэгч олдсонгүй");
    }

    @Test
    void sends_the_mail_as_it_was_written() throws Exception {
        sent();
        String wire = server.mails().get(0);
        assertThat(wire.chars()).as("seven bits").allMatch(character -> character < 128);
        assertThat(wire.lines()).as("length of lines").allMatch(line -> line.length() <= 998);
        MimeMessage message = new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(wire.getBytes(StandardCharsets.UTF_8)));
        assertThat(message.getMessageID()).isEqualTo(mail.messageId());
        assertThat(message.getSubject()).isEqualTo(mail.subject());
        assertThat(message.getHeader("Date", null)).isEqualTo("Fri, 19 Dec 2025 06:05:01 +0000");
        assertThat(message.getHeader("From", null)).isEqualTo("=?UTF-8?B?0K3Qu9GH?= <no-reply@elch.example>");
        assertThat(message.getHeader("To", null)).isEqualTo("bat@example.com");
        assertThat(message.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getContentType()).startsWith("multipart/alternative");
        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo(canonical(mail.text()));
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo(canonical(mail.html()));
    }

    private static String canonical(String text) {
        return (text.endsWith("\n") ? text : text + "\n").replaceAll("\\R", "\r\n");
    }

    @Test
    void uses_one_connection_for_many_mails_and_asks_nothing_in_between() {
        sent();
        sent();
        sent();
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.mails()).hasSize(3);
        assertThat(server.commands()).doesNotContain("RSET", "NOOP");
    }

    @Test
    void replaces_a_kept_connection_that_the_server_closed() {
        sent();
        server.cutAll();
        assertThat(sent()).startsWith("Accepted");
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void replaces_a_kept_connection_that_the_server_ends_when_a_mail_begins() {
        sent();
        server.next(SmtpStep.MAIL, SmtpBehaviour.replyAndClose("421 4.4.2 too long idle"));
        assertThat(sent()).startsWith("Accepted");
        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.mails()).hasSize(2);
    }

    @Test
    void believes_a_new_connection_that_ends_when_the_mail_begins() {
        server.next(SmtpStep.MAIL, SmtpBehaviour.replyAndClose("421 4.7.0 slow down"));
        assertThat(sent()).isEqualTo("RetryAfter(PT2M, rate_limited)");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void keeps_a_connection_after_a_mail_was_refused() {
        server.next(SmtpStep.RCPT, SmtpBehaviour.reply("550 5.1.1 no such user"));
        assertThat(sent()).isEqualTo("Rejected(bad_address, UNTIL_LIFTED)");
        server.next(SmtpStep.FINAL_DOT, SmtpBehaviour.reply("451 4.3.0 queue trouble"));
        assertThat(sent()).isEqualTo("RetryLater(try_later)");
        assertThat(sent()).startsWith("Accepted");
        assertThat(server.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"250 scripted.test", "250-scripted.test\n250 PIPELINING"})
    void sends_a_mail_after_each_kind_of_refusal_whether_or_not_commands_may_go_together(String greeting) {
        server.at(SmtpStep.EHLO, SmtpBehaviour.reply(greeting));
        server.next(SmtpStep.MAIL, SmtpBehaviour.reply("550 5.7.1 not you"));
        assertThat(sent()).startsWith("Pause");
        server.next(SmtpStep.RCPT, SmtpBehaviour.reply("550 5.1.1 no such user"));
        assertThat(sent()).isEqualTo("Rejected(bad_address, UNTIL_LIFTED)");
        server.next(SmtpStep.DATA, SmtpBehaviour.reply("451 4.3.0 not now"));
        assertThat(sent()).isEqualTo("RetryLater(try_later)");
        int before = server.mails().size();
        assertThat(sent()).startsWith("Accepted");
        assertThat(server.mails()).hasSize(before + 1);
        assertThat(server.mails().get(before)).contains("Message-ID: " + mail.messageId());
    }

    @Test
    void sends_no_content_to_a_server_that_wants_it_without_a_recipient() {
        server.next(SmtpStep.RCPT, SmtpBehaviour.reply("550 5.1.1 no such user"));
        assertThat(sent()).isEqualTo("Rejected(bad_address, UNTIL_LIFTED)");
        assertThat(server.mails()).containsExactly("");
        assertThat(server.commands()).endsWith("RSET");
    }

    @Test
    void a_server_that_knows_one_command_at_a_time_hears_data_after_the_recipient_was_taken() {
        server.at(SmtpStep.EHLO, SmtpBehaviour.reply("250 scripted.test"));
        server.next(SmtpStep.RCPT, SmtpBehaviour.reply("550 5.1.1 no such user"));
        assertThat(sent()).isEqualTo("Rejected(bad_address, UNTIL_LIFTED)");
        assertThat(server.commands()).doesNotContain("DATA");
    }

    @Test
    void a_reply_without_end_is_no_reply() {
        server.next(SmtpStep.FINAL_DOT, SmtpBehaviour.reply("250-" + "x".repeat(70_000) + "\n250 ok"));
        assertThat(sent()).isEqualTo("Ambiguous(answer_lost)");
    }

    @Test
    void throws_a_connection_away_after_a_refusal_that_may_be_about_the_connection() {
        server.next(SmtpStep.RCPT, SmtpBehaviour.reply("452 4.5.3 too many recipients"));
        assertThat(sent()).isEqualTo("RetryLater(try_later)");
        assertThat(sent()).startsWith("Accepted");
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void closes_idle_connections() {
        sent();
        clock.advance(Duration.ofSeconds(61));
        sent();
        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.commands()).contains("QUIT");
    }

    @Test
    void closes_a_connection_after_the_configured_number_of_mails() {
        provider = provider(new Settings().mailsPerConnection(2));
        sent();
        sent();
        sent();
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void a_mail_stays_accepted_when_the_farewell_fails() {
        provider = provider(new Settings().mailsPerConnection(1));
        server.at(SmtpStep.QUIT, SmtpBehaviour.reset());
        assertThat(sent()).startsWith("Accepted");
    }

    @Test
    void knows_the_reply_even_when_the_server_hangs_up_with_it() {
        server.next(SmtpStep.RCPT, SmtpBehaviour.replyAndClose("421 4.7.0 slow down"));
        assertThat(sent()).isEqualTo("RetryAfter(PT2M, rate_limited)");
        server.next(SmtpStep.FINAL_DOT, SmtpBehaviour.replyAndClose("554 5.7.1 spam"));
        assertThat(sent()).isEqualTo("Rejected(policy)");
    }

    @Test
    void the_first_line_of_a_reply_tells_as_much_as_all_of_them() {
        server.next(SmtpStep.FINAL_DOT, SmtpBehaviour.replyAndClose("250-2.0.0 Ok: queued as"));
        assertThat(sent()).isEqualTo("Accepted(Ok: queued as)");
        server.next(SmtpStep.FINAL_DOT, SmtpBehaviour.replyAndClose("554-5.7.1 spam"));
        assertThat(sent()).isEqualTo("Rejected(policy)");
    }

    @Test
    void what_is_no_reply_does_not_tell_whether_the_mail_was_accepted() {
        server.next(SmtpStep.FINAL_DOT, SmtpBehaviour.replyAndClose("Ok: queued as 4TEST1234"));
        assertThat(sent()).isEqualTo("Ambiguous(answer_lost)");
    }

    @Test
    void a_reply_that_contradicts_itself_does_not_tell_whether_the_mail_was_accepted() {
        server.next(SmtpStep.FINAL_DOT, SmtpBehaviour.reply("250-ok\n550 5.7.1 no"));
        assertThat(sent()).isEqualTo("Ambiguous(answer_lost)");
        server.next(SmtpStep.RCPT, SmtpBehaviour.reply("250-ok\n550 5.1.1 no"));
        assertThat(sent()).isEqualTo("RetryLater(provider_down)");
    }

    @Test
    void a_server_that_is_slow_at_every_step_is_cut_off_when_the_time_of_the_mail_is_over() {
        provider = provider(new Settings().replyTimeout(Duration.ofSeconds(1)).sendTimeout(Duration.ofSeconds(1)));
        server.at(SmtpStep.MAIL, SmtpBehaviour.reply("250 ok").after(Duration.ofMillis(700)));
        server.at(SmtpStep.RCPT, SmtpBehaviour.reply("250 ok").after(Duration.ofMillis(700)));
        assertThat(sent()).isEqualTo("RetryLater(provider_down)");
        assertThat(server.commands()).noneMatch("DATA"::equals);
    }

    @Test
    void no_free_connection_uses_no_attempt() throws Exception {
        provider = provider(new Settings().connections(1).connectionWait(Duration.ofMillis(50)));
        server.next(SmtpStep.FINAL_DOT, SmtpBehaviour.silence());
        Thread other = new Thread(this::sent);
        other.start();
        while (server.mails().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(sent()).isEqualTo("RetryAfter(PT1S, provider_busy)");
        server.cutAll();
        other.join();
    }

    @Test
    void encrypts_by_starttls() {
        serve(ScriptedSmtpServer.withStartTls(localhost.shown()), SmtpProperties.Tls.STARTTLS, localhost.trusted());
        assertThat(sent()).startsWith("Accepted");
        assertThat(sent()).startsWith("Accepted");
        assertThat(server.commands()).startsWith("EHLO elch.example", "STARTTLS", "EHLO elch.example");
    }

    @Test
    void encrypts_from_the_first_byte() {
        serve(ScriptedSmtpServer.withImplicitTls(localhost.shown()), SmtpProperties.Tls.IMPLICIT, localhost.trusted());
        assertThat(sent()).startsWith("Accepted");
        assertThat(sent()).startsWith("Accepted");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void never_falls_back_to_clear_text() {
        serve(ScriptedSmtpServer.start(), SmtpProperties.Tls.STARTTLS, localhost.trusted());
        assertThat(sent()).isEqualTo("Pause(provider, tls_missing)");
        assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL"));
    }

    @Test
    void does_not_talk_tls_to_a_server_that_answers_in_clear() {
        serve(ScriptedSmtpServer.start(), SmtpProperties.Tls.IMPLICIT, localhost.trusted());
        assertThat(sent()).isEqualTo("RetryLater(provider_down)");
        assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL"));
    }

    @Test
    void refuses_an_untrusted_certificate() {
        serve(ScriptedSmtpServer.withStartTls(localhost.shown()), SmtpProperties.Tls.STARTTLS, elsewhere.trusted());
        assertThat(sent()).isEqualTo("Pause(provider, tls_untrusted)");
        serve(ScriptedSmtpServer.withImplicitTls(localhost.shown()), SmtpProperties.Tls.IMPLICIT, elsewhere.trusted());
        assertThat(sent()).isEqualTo("Pause(provider, tls_untrusted)");
    }

    @Test
    void refuses_a_certificate_of_another_host() {
        serve(ScriptedSmtpServer.withStartTls(elsewhere.shown()), SmtpProperties.Tls.STARTTLS, elsewhere.trusted());
        assertThat(sent()).isEqualTo("Pause(provider, tls_untrusted)");
        serve(ScriptedSmtpServer.withImplicitTls(elsewhere.shown()), SmtpProperties.Tls.IMPLICIT, elsewhere.trusted());
        assertThat(sent()).isEqualTo("Pause(provider, tls_untrusted)");
    }

    @Test
    void logs_in() {
        server.at(SmtpStep.EHLO, SmtpBehaviour.reply("250-scripted.test\n250 AUTH PLAIN"));
        provider = provider(new Settings().login("elch", "secret"));
        assertThat(sent()).startsWith("Accepted");
        assertThat(server.commands()).anyMatch(command -> command.startsWith("AUTH PLAIN "));
    }

    @Test
    void does_not_send_without_the_login_it_was_given() {
        provider = provider(new Settings().login("elch", "secret"));
        assertThat(sent()).isEqualTo("Pause(provider, login_refused)");
        server.at(SmtpStep.EHLO, SmtpBehaviour.reply("250-scripted.test\n250 AUTH GSSAPI"));
        assertThat(sent()).isEqualTo("Pause(provider, login_refused)");
        assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL"));
    }

    private void serve(ScriptedSmtpServer other, SmtpProperties.Tls tls, SSLContext trust) {
        server.close();
        server = other;
        provider.close();
        provider = new SmtpMailProvider(
                new Settings().tls(tls).properties(server.port()),
                "no-reply@elch.example",
                trust.getSocketFactory(),
                clock);
    }

    private SmtpMailProvider provider(Settings settings) {
        return new SmtpMailProvider(
                settings.properties(server.port()),
                "no-reply@elch.example",
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                clock);
    }

    private String sent() {
        Outcome outcome = provider.send(mail);
        return OutcomeText.of(outcome, clock.instant());
    }
}

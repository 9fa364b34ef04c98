package dev.elch.notification.provider.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.notification.mail.Mail;
import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of a mail, read and compared by the mail library. */
class SmtpMessageTest {

    private static final String SUBJECT = "Таны бүртгэлээр нэвтэрлээ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "one line",
                "one line\n",
                ".a dot first\n..two\n.\nend",
                "a\rb\r\nc\n\nd",
                "Сайн байна уу\n.Цэг\n",
                "emoji \uD83D\uDE80 and \u200D joiner",
                "NUL \u0000 inside",
                "--=_ a line like a boundary"
            })
    void both_parts_arrive_as_they_were_written(String text) throws Exception {
        assertArrives(text, "<p>" + text + "</p>");
    }

    @Test
    void a_line_that_is_too_long_is_encoded() throws Exception {
        String text = "a".repeat(999) + "\n" + "b".repeat(998);
        assertArrives(text, text);
        assertThat(wire(mail("plain", SUBJECT, text, text)).lines())
                .allMatch(line -> line.length() <= 78 || line.startsWith("Content"));
    }

    @Property(tries = 300)
    void any_text_arrives(@ForAll @StringLength(max = 200) String text) throws Exception {
        assertArrives(wellFormed(text), "<p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Elch",
                "Элч",
                "Elch, Inc. (\"quoted\")",
                "Элч мэдэгдэл танд нэвтрэлтийн тухай захидал илгээж байна, үүнийг анхааралтай уншина уу",
                "a name that is as long as a line and a half, so that it has to be folded where a header is, or is it not at all"
            })
    void sender_and_subject_are_encoded_as_the_mail_library_does_it(String words) throws Exception {
        MimeMessage expected = new MimeMessage(Session.getInstance(new Properties()));
        expected.setFrom(new InternetAddress("no-reply@elch.example", words, "UTF-8"));
        expected.setSubject(words, "UTF-8");
        MimeMessage read = read(mail(words, words, "text", "html"));
        assertThat(((InternetAddress) read.getFrom()[0]).getPersonal()).isEqualTo(words);
        assertThat(read.getHeader("From", null)).isEqualTo(expected.getHeader("From", null));
        assertThat(read.getHeader("Subject", null)).isEqualTo(expected.getHeader("Subject", null));
    }

    @Test
    void has_every_header_once() throws Exception {
        MimeMessage read = read(mail("Elch", SUBJECT, "text", "html"));
        assertThat(read.getHeader("Date")).containsExactly("Fri, 19 Dec 2025 06:05:01 +0000");
        assertThat(read.getHeader("Message-ID")).containsExactly("<signin.1@elch.example>");
        assertThat(read.getHeader("MIME-Version")).containsExactly("1.0");
        assertThat(read.getHeader("Content-Type")).hasSize(1);
        assertThat(read.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(read.getRecipients(RecipientType.TO)).hasSize(1);
        assertThat(read.getSubject()).isEqualTo(SUBJECT);
    }

    @Test
    void the_same_mail_has_the_same_bytes() {
        Mail mail = mail("Elch", SUBJECT, "текст", "html");
        assertThat(SmtpMessage.of(mail).wire()).isEqualTo(SmtpMessage.of(mail).wire());
    }

    @Test
    void refuses_what_is_no_address() {
        Mail mail = new Mail(
                "1",
                "<signin.1@elch.example>",
                "no-reply@elch.example",
                "Elch",
                "a b@c@example.com",
                SUBJECT,
                Instant.EPOCH,
                Locale.ENGLISH,
                Map.of(),
                "text",
                "html");
        assertThatThrownBy(() -> SmtpMessage.of(mail)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertArrives(String text, String html) throws Exception {
        Mail mail = mail("Elch", SUBJECT, text, html);
        String wire = wire(mail);
        assertThat(wire.chars()).allMatch(character -> character < 128);
        assertThat(wire.lines()).noneMatch("."::equals).allMatch(line -> line.length() <= 998);
        assertThat(wire.replace("\r\n", "")).doesNotContain("\r", "\n");
        MimeMultipart parts = (MimeMultipart) read(mail).getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(content(parts.getBodyPart(0))).isEqualTo(canonical(text));
        assertThat(content(parts.getBodyPart(1))).isEqualTo(canonical(html));
    }

    private static String content(BodyPart part) throws Exception {
        return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String canonical(String text) {
        String lines = text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
        return lines.isEmpty() || lines.endsWith("\r\n") ? lines : lines + "\r\n";
    }

    private static String wire(Mail mail) {
        return new String(SmtpMessage.of(mail).wire(), StandardCharsets.ISO_8859_1);
    }

    /** As the server keeps it: without the dots that were doubled. */
    private static MimeMessage read(Mail mail) throws Exception {
        String kept = wire(mail).replaceAll("(?m)^\\.", "");
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(kept.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static Mail mail(String fromName, String subject, String text, String html) {
        return new Mail(
                "1",
                "<signin.1@elch.example>",
                "no-reply@elch.example",
                fromName,
                "bat@example.com",
                subject,
                Instant.parse("2025-12-19T06:05:01Z"),
                Locale.ENGLISH,
                Map.of("Auto-Submitted", "auto-generated"),
                text,
                html);
    }
}

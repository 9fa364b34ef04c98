package dev.elch.notification.provider.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.provider.OutcomeText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpOutcomesTest {

    private static final Instant NOW = Instant.parse("2025-12-19T06:05:00Z");

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # any 421
            GREETING  | 421 4.3.2 shutting down                              | RetryLater(provider_down)
            HELLO     | 421 too many connections                             | RetryLater(provider_down)
            MAIL_FROM | 421 4.7.0 too much mail                              | RetryAfter(PT2M, rate_limited)
            RCPT_TO   | 421 4.7.28 unusual rate                              | RetryAfter(PT2M, rate_limited)
            DATA      | 421 4.4.2 timeout                                    | RetryLater(provider_down)
            FINAL_DOT | 421 4.7.1 try later                                  | RetryAfter(PT2M, rate_limited)
            # greeting
            GREETING  | 554 no service for you                               | Pause(provider, relay_refused)
            GREETING  | 521 no mail here                                     | Pause(provider, relay_refused)
            GREETING  | 450 busy                                             | RetryLater(provider_down)
            HELLO     | 550 bad helo                                         | Pause(provider, relay_refused)
            STARTTLS  | 502 5.5.1 not implemented                            | Pause(provider, tls_missing)
            STARTTLS  | 454 4.7.0 no TLS now                                 | RetryLater(provider_down)
            # login
            AUTH      | 535 5.7.8 bad credentials                            | Pause(provider, login_refused)
            AUTH      | 534 5.7.9 mechanism too weak                         | Pause(provider, login_refused)
            AUTH      | 538 5.7.11 encryption required                       | Pause(provider, login_refused)
            AUTH      | 530 5.7.0 must issue STARTTLS first                  | Pause(provider, login_refused)
            AUTH      | 454 4.7.0 temporary failure                          | RetryLater(provider_down)
            # sender
            MAIL_FROM | 550 5.1.0 sender rejected                            | Pause(provider, sender_refused)
            MAIL_FROM | 550 no                                               | Pause(provider, sender_refused)
            MAIL_FROM | 553 5.1.8 sender domain unknown                      | Pause(provider, sender_refused)
            MAIL_FROM | 554 5.7.1 sender not verified                        | Pause(provider, sender_refused)
            MAIL_FROM | 530 5.7.0 authentication required                    | Pause(provider, sender_refused)
            MAIL_FROM | 552 5.3.4 too big                                    | Rejected(message_bug)
            MAIL_FROM | 501 5.5.4 syntax                                     | Rejected(message_bug)
            MAIL_FROM | 452 4.3.1 insufficient storage                       | RetryLater(try_later)
            MAIL_FROM | 451 4.3.0 queue trouble                              | RetryLater(try_later)
            # recipient, for now
            RCPT_TO   | 450 4.7.1 greylisted                                 | RetryAfter(PT5M, greylisted)
            RCPT_TO   | 451 4.7.1 greylisted                                 | RetryAfter(PT5M, greylisted)
            RCPT_TO   | 450 4.2.0 greylisted                                 | RetryAfter(PT5M, greylisted)
            RCPT_TO   | 451 4.2.0 greylisted                                 | RetryAfter(PT5M, greylisted)
            RCPT_TO   | 451 4.7.1 greylisted, try again in 420 seconds       | RetryAfter(PT7M, greylisted)
            RCPT_TO   | 451 4.7.1 greylisted, try again in 60 seconds        | RetryAfter(PT5M, greylisted)
            RCPT_TO   | 451 4.7.1 come back in 15 minutes                    | RetryAfter(PT15M, greylisted)
            RCPT_TO   | 451 4.7.1 come back in 12 hours                      | RetryAfter(PT1H, greylisted)
            RCPT_TO   | 450 4.2.1 receiving too fast                         | RetryAfter(PT10M, receiving_too_fast)
            RCPT_TO   | 452 4.2.2 over quota                                 | RetryAfter(PT10M, mailbox_full)
            RCPT_TO   | 452 4.5.3 too many recipients                        | RetryLater(try_later)
            RCPT_TO   | 452 4.3.1 no space                                   | RetryLater(try_later)
            RCPT_TO   | 450 4.1.1 unknown but maybe later                    | RetryLater(try_later)
            RCPT_TO   | 499 4.9.9 never heard of                             | RetryLater(try_later)
            # recipient, for good
            RCPT_TO   | 552 5.2.2 mailbox full                               | Rejected(mailbox_full, FOR_A_DAY)
            RCPT_TO   | 550 5.1.1 no such user                               | Rejected(bad_address, UNTIL_LIFTED)
            RCPT_TO   | 550 5.1.2 no such domain                             | Rejected(bad_address, UNTIL_LIFTED)
            RCPT_TO   | 550 5.1.3 bad syntax                                 | Rejected(bad_address, UNTIL_LIFTED)
            RCPT_TO   | 501 5.1.3 bad syntax                                 | Rejected(bad_address, UNTIL_LIFTED)
            RCPT_TO   | 550 5.1.6 has moved                                  | Rejected(bad_address, UNTIL_LIFTED)
            RCPT_TO   | 551 not local                                        | Rejected(bad_address, UNTIL_LIFTED)
            RCPT_TO   | 553 not allowed                                      | Rejected(bad_address, UNTIL_LIFTED)
            RCPT_TO   | 550 5.1.10 null MX                                   | Rejected(bad_address, UNTIL_LIFTED)
            RCPT_TO   | 556 5.1.10 null MX                                   | Rejected(bad_address, UNTIL_LIFTED)
            RCPT_TO   | 556 accepts no mail                                  | Rejected(bad_address, UNTIL_LIFTED)
            RCPT_TO   | 550 5.2.1 disabled                                   | Rejected(bad_address, UNTIL_LIFTED)
            RCPT_TO   | 553 5.7.1 sender is not yours                        | Rejected(policy)
            RCPT_TO   | 550 no reason given                                  | Rejected(refused)
            RCPT_TO   | 599 5.9.9 never heard of                             | Rejected(refused)
            # who we are to the recipient's server
            FINAL_DOT | 550 5.7.26 unauthenticated                           | Pause(domain:example.com, sender_not_authenticated)
            FINAL_DOT | 550 5.7.515 access denied                            | Pause(domain:example.com, sender_not_authenticated)
            RCPT_TO   | 550 5.7.20 no passing DKIM                           | Pause(domain:example.com, sender_not_authenticated)
            RCPT_TO   | 550 5.7.21 no acceptable DKIM                        | Pause(domain:example.com, sender_not_authenticated)
            RCPT_TO   | 550 5.7.22 no author DKIM                            | Pause(domain:example.com, sender_not_authenticated)
            RCPT_TO   | 550 5.7.23 SPF failed                                | Pause(domain:example.com, sender_not_authenticated)
            RCPT_TO   | 550 5.7.24 SPF error                                 | Pause(domain:example.com, sender_not_authenticated)
            RCPT_TO   | 550 5.7.25 no reverse DNS                            | Pause(domain:example.com, sender_not_authenticated)
            # policy and our own mistakes
            RCPT_TO   | 550 5.7.1 blocked                                    | Rejected(policy)
            FINAL_DOT | 554 5.7.1 spam                                       | Rejected(policy)
            FINAL_DOT | 552 5.3.4 too big                                    | Rejected(message_bug)
            FINAL_DOT | 554 5.6.0 bad content                                | Rejected(message_bug)
            DATA      | 503 5.5.1 bad sequence                               | Rejected(message_bug)
            RCPT_TO   | 500 what                                             | Rejected(message_bug)
            RCPT_TO   | 504 5.5.4 parameter                                  | Rejected(message_bug)
            FINAL_DOT | 554 5.5.0 transaction failed                         | Rejected(message_bug)
            FINAL_DOT | 554 transaction failed                               | Rejected(refused)
            # cases.md, row 11: our relay's storage
            FINAL_DOT | 552 Requested mail action aborted: exceeded storage allocation | RetryAfter(PT10M, quota_exhausted)
            # cases.md, row 12: our quota
            DATA      | 550 5.4.5 Daily user sending quota exceeded          | Pause(provider, quota_exhausted)
            RCPT_TO   | 550 5.4.5 Daily SMTP relay sending limit exceeded for this user. | Pause(provider, quota_exhausted)
            FINAL_DOT | 452 4.5.3 Your message quota exceeded                | Pause(provider, quota_exhausted)
            # cases.md, row 13: the code in a later line
            RCPT_TO   | 550 5.1.1 no such user; relay access denied          | Rejected(bad_address, UNTIL_LIFTED)
            # whose fault, by words
            RCPT_TO   | 454 4.7.1 Relay access denied                        | Pause(provider, relay_refused)
            RCPT_TO   | 450 4.7.1 Policy rejection- Quota Exceeded           | Pause(provider, quota_exhausted)
            FINAL_DOT | 454 Throttling failure: Maximum sending rate exceeded. | RetryAfter(PT2M, rate_limited)
            RCPT_TO   | 550 5.7.1 No such user!                              | Rejected(bad_address, UNTIL_LIFTED)
            FINAL_DOT | 554 delivery error: This user doesn't have a yahoo.com account | Rejected(bad_address)
            FINAL_DOT | 550 The mailbox of the recipient is full             | Rejected(mailbox_full, FOR_A_DAY)
            RCPT_TO   | 550 4.2.2 The email account is over quota            | Rejected(mailbox_full, FOR_A_DAY)
            MAIL_FROM | 554 Message rejected: Sending paused for this account | Pause(provider, relay_refused)
            MAIL_FROM | 554 no reason given                                  | Pause(provider, sender_refused)
            # one recipient's server decides nothing about the mails of all
            RCPT_TO   | 550 5.7.1 Sender blocked by recipient                | Rejected(policy)
            RCPT_TO   | 450 4.1.1 <a@b.example>: Recipient address rejected: unverified address: host mx.b.example said: 450 4.7.1 Client host blocked using a list | RetryLater(try_later)
            RCPT_TO   | 550 5.1.1 <a@b.example>: undeliverable: host mx.b.example said: 550 Sender address rejected | Rejected(bad_address, UNTIL_LIFTED)
            # about our sender, whatever 553 means elsewhere
            RCPT_TO   | 553 sorry, your envelope sender is in my badmailfrom list (#5.7.1) | Pause(provider, sender_refused)
            RCPT_TO   | 550 The sender address no-reply@elch.example does not exist | Pause(provider, sender_refused)
            RCPT_TO   | 553 Invalid sender                                   | Pause(provider, sender_refused)
            # a full mailbox, whatever fills it
            RCPT_TO   | 550 5.2.2 Too many messages in this mailbox          | Rejected(mailbox_full, FOR_A_DAY)
            RCPT_TO   | 552 5.2.2 Mailbox exceeds size limit                 | Rejected(mailbox_full, FOR_A_DAY)
            FINAL_DOT | 552 Mail size exceeds the limit                      | Rejected(message_bug)
            # where both codes disagree
            RCPT_TO   | 450 5.1.1 no such user                               | RetryLater(try_later)
            RCPT_TO   | 550 4.7.1 greylisted                                 | Rejected(refused)
            # accepted
            FINAL_DOT | 250 2.0.0 Ok: queued as 4TEST1234                    | Accepted(Ok: queued as 4TEST1234)
            FINAL_DOT | 251 2.0.0 forwarded                                  | Accepted(forwarded)
            # no answer that SMTP knows
            FINAL_DOT | 354 go on                                            | Ambiguous(protocol_error)
            MAIL_FROM | 354 go on                                            | RetryLater(protocol_error)
            """)
    void means(SmtpPhase phase, String raw, String expected) {
        Outcome outcome = SmtpOutcomes.of(SmtpAnswer.reply(phase, raw), "example.com", NOW);
        assertThat(OutcomeText.of(outcome, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            GREETING  | LOST      | RetryLater(provider_down)
            HELLO     | LOST      | RetryLater(provider_down)
            STARTTLS  | LOST      | RetryLater(provider_down)
            AUTH      | LOST      | RetryLater(provider_down)
            MAIL_FROM | LOST      | RetryLater(provider_down)
            RCPT_TO   | LOST      | RetryLater(provider_down)
            DATA      | LOST      | RetryLater(provider_down)
            BODY      | LOST      | RetryLater(provider_down)
            FINAL_DOT | LOST      | Ambiguous(answer_lost)
            GREETING  | UNTRUSTED | Pause(provider, tls_untrusted)
            STARTTLS  | UNTRUSTED | Pause(provider, tls_untrusted)
            HELLO     | NO_TLS    | Pause(provider, tls_missing)
            HELLO     | NO_AUTH   | Pause(provider, login_refused)
            """)
    void means_without_a_reply(SmtpPhase phase, SmtpAnswer.End end, String expected) {
        Outcome outcome = SmtpOutcomes.of(SmtpAnswer.without(phase, end, "gone"), "example.com", NOW);
        assertThat(OutcomeText.of(outcome, NOW)).isEqualTo(expected);
    }

    @Test
    void keeps_the_codes_and_a_line_without_any_address() {
        Outcome.Rejected rejected = (Outcome.Rejected) SmtpOutcomes.of(
                SmtpAnswer.reply(
                        SmtpPhase.RCPT_TO,
                        "550-5.1.1 <bat@example.com>: no such\n550 5.1.1 user here, " + "x".repeat(900)),
                "example.com",
                NOW);
        assertThat(rejected.reason().code()).isEqualTo("550 5.1.1");
        assertThat(rejected.reason().text())
                .startsWith("rcpt_to: <b***@example.com>: no such user here, xxx")
                .hasSize(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            550 5.1.1 text      | 550 | 5.1.1
            550-5.1.1 text      | 550 | 5.1.1
            550 text 5.1.1      | 550 | ''
            550 5.1.1234 text   | 550 | ''
            550                 | 550 | ''
            5501 text           | 0   | ''
            [EOF]               | 0   | ''
            HTTP/1.1 400 Bad    | 0   | ''
            """)
    void reads_a_reply(String raw, int code, String enhanced) {
        SmtpReply reply = SmtpReply.parse(raw);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.enhanced()).isEqualTo(enhanced);
    }

    @Test
    void finds_the_enhanced_code_in_any_line() {
        assertThat(SmtpReply.parse("550-the mailbox\n550 5.1.1 does not exist").enhanced())
                .isEqualTo("5.1.1");
        assertThat(SmtpReply.parse("550-first\r\n550-5.2.1 second\r\n550 third").enhanced())
                .isEqualTo("5.2.1");
        assertThat(SmtpReply.parse("550-4.7.1 of another class\n550 5.7.1 blocked")
                        .enhanced())
                .isEqualTo("5.7.1");
        assertThat(SmtpReply.parse("550 #5.1.0 Address rejected."))
                .isEqualTo(new SmtpReply(550, "5.1.0", "Address rejected."));
        assertThat(SmtpReply.parse("550 (5.1.1) no such user").enhanced()).isEqualTo("5.1.1");
        assertThat(SmtpReply.parse("550-text\n550 5.1.1 no such user").text()).isEqualTo("text\nno such user");
    }

    @ParameterizedTest
    @ValueSource(strings = {"250-ok\n550 5.1.1 no such user", "550-no\n250 ok", "250-a\n250-b\n251 c", "451-x\n450 y"})
    void a_reply_whose_lines_contradict_each_other_is_none(String reply) {
        assertThat(SmtpReply.parse(reply).code()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            550 5.1.1 Хэрэглэгч олдсонгүй         | UTF-8      | 550 5.1.1 Хэрэглэгч олдсонгүй
            550 5.1.1 Empfänger unbekannt         | ISO-8859-1 | 550 5.1.1 Empfänger unbekannt
            550 5.1.1 \uD83D\uDD12 fermé           | UTF-8      | 550 5.1.1 \uD83D\uDD12 fermé
            """)
    void reads_a_text_as_utf8_where_it_is_and_else_as_latin1(String said, String charset, String shown) {
        String latin1 = new String(said.getBytes(Charset.forName(charset)), ISO_8859_1);
        assertThat(SmtpReply.decoded(latin1)).isEqualTo(shown);
    }

    @Test
    void decides_the_character_set_line_by_line() {
        byte[] reply = bytes(
                "550-".getBytes(US_ASCII), "олдсонгүй\n".getBytes(UTF_8), "550 gr\u00fc\u00df".getBytes(ISO_8859_1));
        assertThat(SmtpReply.decoded(new String(reply, ISO_8859_1))).isEqualTo("550-олдсонгүй\n550 grüß");
    }

    private static byte[] bytes(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}

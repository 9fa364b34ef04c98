package dev.elch.notification.provider.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Suppression;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every reply of an SMTP server, however odd. */
class SmtpRepliesPropertyTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Property
    void any_bytes_are_read_and_mean_something(@ForAll byte[] bytes, @ForAll SmtpPhase phase) {
        String raw = SmtpReply.decoded(new String(bytes, StandardCharsets.ISO_8859_1));

        assertThat(outcome(phase, raw)).isNotNull();
    }

    @Property
    void a_reply_has_a_code_of_the_protocol_or_none_and_no_enhanced_code_of_another_class(
            @ForAll("replies") String raw) {
        SmtpReply reply = SmtpReply.parse(raw);

        assertThat(reply.code() == 0 || (reply.code() >= 200 && reply.code() <= 599))
                .isTrue();
        assertThat(reply.enhanced()).matches("|[245]\\.\\d{1,3}\\.\\d{1,3}");
        assertThat(reply.enhanced().isEmpty() || reply.enhanced().charAt(0) - '0' == reply.code() / 100)
                .isTrue();
    }

    @Property
    void no_control_character_of_a_reply_is_shown(@ForAll("replies") String raw, @ForAll SmtpPhase phase) {
        String shown = outcome(phase, raw).toString();

        assertThat(shown.chars().filter(Character::isISOControl).boxed()).isEmpty();
    }

    @Property
    void the_enhanced_code_is_found_in_whichever_line_it_stands(
            @ForAll("words") String before, @ForAll("words") String after, @ForAll @IntRange(max = 5) int lines) {
        String raw = ("550-" + before + "\n").repeat(lines) + "550-5.1.1 " + before + "\n550 " + after;

        assertThat(SmtpReply.parse(raw).codes()).isEqualTo("550 5.1.1");
    }

    @Property
    void nothing_is_suppressed_before_a_recipient_is_named(@ForAll("replies") String raw, @ForAll SmtpPhase phase) {
        Outcome outcome = outcome(phase, raw);

        if (phase.compareTo(SmtpPhase.RCPT_TO) < 0 && outcome instanceof Outcome.Rejected rejected) {
            assertThat(rejected.suppression()).isEqualTo(Suppression.NONE);
        }
    }

    @Property
    void only_a_positive_reply_to_the_final_dot_is_an_acceptance(
            @ForAll("replies") String raw, @ForAll SmtpPhase phase) {
        boolean isTaken = phase == SmtpPhase.FINAL_DOT && SmtpReply.parse(raw).isPositive();

        assertThat(outcome(phase, raw) instanceof Outcome.Accepted).isEqualTo(isTaken);
    }

    @Property
    void no_wait_is_in_the_past_or_longer_than_an_hour(@ForAll("replies") String raw, @ForAll SmtpPhase phase) {
        if (outcome(phase, raw) instanceof Outcome.RetryAfter wait) {
            assertThat(Duration.between(NOW, wait.notBefore())).isBetween(Duration.ZERO, Duration.ofHours(1));
        }
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withChars("abcdefghij <>@:,;хэрэглэгч").ofMaxLength(60);
    }

    @Provide
    Arbitrary<String> replies() {
        Arbitrary<String> line = Combinators.combine(
                        Arbitraries.integers().between(195, 605),
                        Arbitraries.of(" ", "-", "", "\t", "#"),
                        Arbitraries.of(
                                "",
                                "5.1.1",
                                "4.7.1",
                                "5.7.1",
                                "#5.2.2",
                                "(5.4.5)",
                                "2.0.0",
                                "5.7.26",
                                "9.9.9",
                                "5.1111.1",
                                "5."),
                        Arbitraries.oneOf(
                                Arbitraries.of(SmtpRefusals.rows().stream()
                                        .map(SmtpRefusals.Row::example)
                                        .toList()),
                                Arbitraries.of(
                                        "wait 900 seconds", "try again in 99999999999999999999 hours", "mailbox full"),
                                Arbitraries.strings().ofMaxLength(200)))
                .as((code, separator, enhanced, text) -> code + separator + enhanced + " " + text);
        return line.list().ofMinSize(1).ofMaxSize(4).map(lines -> String.join("\n", lines));
    }

    private static Outcome outcome(SmtpPhase phase, String raw) {
        return SmtpOutcomes.of(SmtpAnswer.reply(phase, raw), "example.com", NOW);
    }
}

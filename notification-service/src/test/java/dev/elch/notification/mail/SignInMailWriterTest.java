package dev.elch.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.contract.DisputeLink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInMailWriterTest {

    private final SignInMailWriter writer = SignIns.writer();
    private final SignIns typical = SignIns.typical();

    @Test
    void writes_the_same_mail_on_every_attempt() {
        assertThat(writer.write(typical.attempt(5))).isEqualTo(writer.write(typical.attempt(1)));
    }

    @Test
    void dates_the_mail_by_the_first_attempt_and_names_it_by_the_event() {
        Mail mail = typical.written();
        assertThat(mail.date()).isEqualTo(SignIns.OCCURRED_AT.plusSeconds(1));
        assertThat(mail.messageId()).isEqualTo("<signin.0197b0a2-6f3c-7d51-9c8e-2f4b5a6d7e80@elch.example>");
    }

    @Test
    void tells_auto_responders_to_be_silent_but_not_bounces() {
        assertThat(typical.written().headers())
                .isEqualTo(Map.of(
                        "Auto-Submitted", "auto-generated",
                        "X-Auto-Response-Suppress", "OOF, AutoReply",
                        "Content-Language", "mn",
                        "X-Entity-Ref-ID", "0197b0a2-6f3c-7d51-9c8e-2f4b5a6d7e80"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "mn, mn",
                "mn-MN, mn",
                "mn-Cyrl-MN, mn",
                "en, en",
                "en-US, en",
                "EN_us, mn",
                "de, mn",
                "null, mn",
                "'', mn",
                "x, mn",
                "'en-US,en;q=0.9', en"
            })
    void writes_english_when_asked_for_it_and_mongolian_otherwise(String locale, String language) {
        Mail mail = typical.withLocale(locale).written();
        assertThat(mail.language().getLanguage()).isEqualTo(language);
        assertThat(mail.subject())
                .isEqualTo(
                        language.equals("en")
                                ? "🔐 New sign-in to your account - Elch"
                                : "🔐 Таны бүртгэлд нэвтэрсэн байна - Elch");
    }

    @Test
    void every_fact_and_the_full_link_are_in_both_parts() {
        Mail mail = typical.written();
        for (String fact : new String[] {
            "Elch (elch.example)",
            "Бат-Эрдэнэ (ba***e)",
            "2025 оны 12-р сарын 19, 14:05 (UTC+08:00)",
            "Chrome · Windows (шинэ төхөөрөмж)",
            "203.0.113.7",
            "GitHub",
            "0197b0a2-6f3c-7d51-9c8e-2f4b5a6d7e80",
            link(mail)
        }) {
            assertThat(mail.text()).contains(fact);
            assertThat(mail.html()).contains(fact);
        }
    }

    @Test
    void the_link_disputes_this_sign_in_for_seven_days() {
        DisputeLink link = SignIns.DISPUTE.link();
        Mail mail = typical.written();
        String token = link(mail).substring("https://elch.example/not-me/".length());
        assertThat(link.verify(token, mail.date().plus(Duration.ofDays(7)).minusSeconds(1)))
                .contains(mail.eventKey());
        assertThat(link.verify(token, mail.date().plus(Duration.ofDays(7)))).isEmpty();
        assertThat(link.isFor(token, "github:583231", mail.to())).isTrue();
        assertThat(link.isFor(token, "github:583231", "another@example.com")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.com\r\nBcc: b@example.com",
                "a@example.com\n",
                "a@exa\u0000mple.com",
                "a@example.com\u2028Bcc: b@example.com",
                "a@example.com, b@example.com",
                "<a@example.com>",
                "\"a b\"@example.com",
                "a@",
                "@example.com",
                "a.example.com",
                "a@-example.com",
                "a@exa mple.com",
                "бат@example.com"
            })
    void refuses_a_recipient_that_is_not_one_plain_address(String address) {
        assertThatThrownBy(() -> typical.withEmail(address).written())
                .isInstanceOfSatisfying(
                        RefusedMailException.class,
                        refused -> assertThat(refused.reason().kind()).isEqualTo("bad_address"))
                .hasMessageNotContaining("a@exa");
    }

    @Test
    void writes_an_international_domain_in_ascii() {
        assertThat(typical.withEmail("bat@Монгол.мон").written().to()).isEqualTo("bat@xn--c1aqbeec.xn--l1acc");
    }

    @Test
    void refuses_to_write_without_a_recipient() {
        assertThatThrownBy(() -> typical.withEmail(null).written())
                .isInstanceOfSatisfying(
                        RefusedMailException.class,
                        refused -> assertThat(refused.reason().kind()).isEqualTo("no_verified_address"));
    }

    @Test
    void refuses_an_event_key_that_could_forge_a_header() {
        assertThatThrownBy(() -> typical.withEventKey("k\r\nBcc: b@example.com").written())
                .isInstanceOf(RefusedMailException.class);
    }

    @Test
    void nothing_hostile_gets_into_headers_or_markup() {
        Mail mail = typical.hostile().written();
        assertThat(mail.headers().values()).noneMatch(value -> value.contains("\r") || value.contains("\n"));
        assertThat(mail.html()).doesNotContain("<script", "<img", "onerror", "evil.example", "<br>call", "\u202E");
        assertThat(mail.text()).doesNotContain("evil.example", "Bcc", "\u202E", "\r");
    }

    @Test
    void escapes_what_it_shows() {
        Mail mail = typical.withName("Ганаа & <Сүх> \"x\"").written();
        assertThat(mail.html()).contains("Ганаа &amp; &lt;Сүх&gt;");
        assertThat(mail.text()).contains("Ганаа & <Сүх> \"x\" (ba***e)");
    }

    @Test
    void cuts_a_very_long_name() {
        String text = typical.withName("Б".repeat(5_000)).written().text();
        assertThat(text).contains("Б".repeat(59) + "… (ba***e)").doesNotContain("Б".repeat(60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "evil.example", "call@me", "www.evil", " ", "\u202E\u200B"})
    void leaves_out_a_name_that_mail_programs_would_make_a_link_of_or_that_is_empty(String name) {
        assertThat(typical.withName(name).written().text()).contains("Хэн: ba***e\n");
    }

    @Test
    void a_name_with_an_initial_is_a_name() {
        assertThat(typical.withName("Б. Дорж").written().text()).contains("Хэн: Б. Дорж (ba***e)");
    }

    @Test
    void takes_a_placeholder_in_a_value_for_text() {
        assertThat(typical.withName("{host} {app} $1").written().text()).contains("{host} {app} $1 (ba***e)");
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::7, 2001:db8::7",
        "::ffff:203.0.113.7, ::ffff:203.0.113.7",
        "999.1.1.1, Тодорхойгүй",
        "example.com, Тодорхойгүй",
        "1, Тодорхойгүй",
        "fe80::1%eth0, Тодорхойгүй",
        ":::, Тодорхойгүй"
    })
    void shows_an_address_only_when_it_is_one(String given, String shown) {
        assertThat(typical.withIpAddress(given).written().text()).contains("IP хаяг: " + shown + "\n");
    }

    @ParameterizedTest
    @CsvSource({"octocat, oc***t", "abc, a***", "a, a***", "'', ***", "𝒜𝒷𝒸𝒹𝑒𝒻, 𝒜𝒷***𝒻"})
    void masks_the_login(String login, String shown) {
        assertThat(typical.withName(null).withLogin(login).written().text()).contains("Хэн: " + shown + "\n");
    }

    @Test
    void both_parts_are_whole_unicode_text() {
        Mail mail = typical.withName("\uD83D").written();
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(mail.html())).isTrue();
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(mail.text())).isTrue();
    }

    private static String link(Mail mail) {
        return Pattern.compile("https://elch\\.example/not-me/\\S+")
                .matcher(mail.text())
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
    }
}

package dev.elch.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.notification.delivery.SignIn;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DigestMailTest {

    private static final Instant DUE = SignIns.OCCURRED_AT.plusSeconds(3_600);
    private static final String LINK = "https://elch\\.example/not-me/[A-Za-z0-9._-]+";

    private final SignIns typical = SignIns.typical();

    @Test
    void the_subject_says_how_many_sign_ins_there_were() {
        assertThat(written(typical, 14, 10).subject())
                .isEqualTo("🔐 Таны бүртгэлд дахин 14 удаа нэвтэрсэн байна - Elch");
        assertThat(written(typical.withLocale("en"), 14, 10).subject())
                .isEqualTo("🔐 14 more sign-ins to your account - Elch");
        assertThat(written(typical.withLocale("en"), 1, 1).subject())
                .isEqualTo("🔐 One more sign-in to your account - Elch");
    }

    @Test
    void both_parts_list_time_device_and_address_of_each_and_count_the_rest() {
        Mail mail = written(typical.withLocale("en"), 14, 10);

        assertThat(all("\n19 December 2025, 14:0\\d \\(UTC\\+08:00\\)\n", mail.text()))
                .hasSize(10);
        assertThat(all(">19 December 2025, 14:0\\d \\(UTC\\+08:00\\)</th>", mail.html()))
                .hasSize(10);
        for (String part : List.of(mail.text(), mail.html())) {
            assertThat(part).contains("203.0.113.7", "Chrome · Windows (new device)", "Sign-ins not listed: 4");
        }
    }

    @Test
    void nothing_is_said_of_further_sign_ins_when_all_are_listed() {
        assertThat(written(typical.withLocale("en"), 3, 3).text()).doesNotContain("not listed");
    }

    @Test
    void each_listed_sign_in_has_its_own_link_to_dispute_it() {
        Mail mail = written(typical, 14, 10);

        assertThat(all(LINK, mail.html())).doesNotHaveDuplicates().hasSize(10).isEqualTo(all(LINK, mail.text()));
    }

    @Test
    void the_same_digest_gives_the_same_mail() {
        Mail mail = written(typical, 14, 10);

        assertThat(written(typical, 14, 10)).isEqualTo(mail);
        assertThat(mail.messageId()).isEqualTo("<digest.0a1b.1766131500000@elch.example>");
        assertThat(mail.date()).isEqualTo(DUE);
        assertThat(mail.headers()).containsEntry("Auto-Submitted", "auto-generated");
    }

    @Test
    void what_attackers_write_does_not_become_markup() {
        assertThat(written(typical.hostile(), 3, 3).html()).doesNotContain("<script", "<img", "evil.example");
    }

    @Test
    void without_an_address_it_is_refused() {
        assertThatThrownBy(() -> written(typical.withEmail(null), 3, 3)).isInstanceOf(RefusedMailException.class);
    }

    static Mail written(SignIns signIns, int count, int listed) {
        List<SignIn> shown = IntStream.range(0, listed)
                .mapToObj(i -> signIns.withEventKey("event-" + i).attempt(1).signIn())
                .toList();
        DigestMailWriter writer = new DigestMailWriter(SignIns.mail(), SignIns.DISPUTE);
        return writer.write(
                new SignInDigest("digest.0a1b.1766131500000", DUE, count, SignIns.OCCURRED_AT, shown.get(0), shown));
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }
}

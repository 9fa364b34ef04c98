package dev.elch.notification.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.contract.DisputeLink;
import dev.elch.notification.delivery.Delivery;
import dev.elch.notification.delivery.Progress;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.mail.DisputeLinkProperties;
import dev.elch.notification.mail.MailProperties;
import dev.elch.notification.mail.RefusedMailException;
import dev.elch.notification.mail.SignInMailWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MailRendererTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final byte[] SECRET = new byte[32];
    private static final Pattern LINK = Pattern.compile("/not-me/([\\w.-]+)");

    private final MailProperties mail = new MailProperties(
            "no-reply@elch.example", "", "Elch", "https://elch.example", "", ZoneId.of("Asia/Ulaanbaatar"));
    private final DisputeLinkProperties dispute =
            new DisputeLinkProperties(Map.of("k1", Base64.getEncoder().encodeToString(SECRET)), "", Duration.ofDays(7));
    private final DisputeLink link = new DisputeLink(Map.of("k1", SECRET));
    private final MailRenderer renderer =
            new MailRenderer(mail, dispute, new SecureRandom(), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void says_what_the_mail_says_that_is_sent() {
        Rendering shown = renderer.render(signIn("bold@example.com", "en"));

        assertThat(shown.language()).isEqualTo("en");
        assertThat(shown.from()).isEqualTo("Elch <no-reply@elch.example>");
        assertThat(shown.to()).isEqualTo("bold@example.com");
        assertThat(withoutLink(shown.text())).isEqualTo(withoutLink(sent().text()));
        assertThat(withoutLink(shown.html())).isEqualTo(withoutLink(sent().html()));
        assertThat(shown.subject()).isEqualTo(sent().subject());
    }

    @Test
    void its_link_opens_nothing_while_the_one_that_is_sent_does() {
        Rendering shown = renderer.render(signIn("bold@example.com", "en"));

        assertThat(link.verify(token(shown.text()), NOW)).isEmpty();
        assertThat(link.verify(token(shown.html()), NOW)).isEmpty();
        assertThat(link.verify(token(sent().text()), NOW)).contains("event-1");
        assertThat(link.isFor(token(sent().text()), "github:1", "bold@example.com"))
                .isTrue();
    }

    @Test
    void an_event_without_an_address_becomes_no_mail() {
        assertThatThrownBy(() -> renderer.render(signIn(null, "en")))
                .isInstanceOf(RefusedMailException.class)
                .hasMessage("no_verified_address: the account has no verified address");
    }

    private dev.elch.notification.mail.Mail sent() {
        return new SignInMailWriter(mail, dispute)
                .write(new Delivery(
                        signIn("bold@example.com", "en"), 1, 0, NOW, NOW.plus(Duration.ofHours(24)), Progress.NONE));
    }

    private static SignIn signIn(@Nullable String email, String locale) {
        return new SignIn(
                "event-1", "github:1", "bold", email, "Болд", "github", "203.0.113.7", null, locale, true, null, NOW);
    }

    private static String withoutLink(String text) {
        return LINK.matcher(text).replaceAll("/not-me/");
    }

    private static String token(String text) {
        Matcher found = LINK.matcher(text);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}

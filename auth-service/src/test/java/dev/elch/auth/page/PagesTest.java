package dev.elch.auth.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.auth.outbox.PastSignIn;
import dev.elch.auth.security.FailureReason;
import dev.elch.auth.signin.Account;
import dev.elch.auth.signin.SignIn;
import dev.elch.auth.signin.SignIns;
import dev.elch.auth.signin.Visitor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.server.csrf.DefaultCsrfToken;

class PagesTest {

    private static final String EVERYWHERE = "value=\"everywhere\"";

    private final Pages pages = new Pages();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mn-MN,mn;q=0.9    | mn
            en-US,en;q=0.9    | en
            de,en;q=0.7       | en
            en;q=0.3,mn;q=0.8 | mn
            de,fr             | mn
            ;;;q=x            | mn
            """)
    void speaks_the_first_language_of_the_browser_that_it_knows_and_mongolian_otherwise(
            String accept, String language) {
        assertThat(home(accept)).contains("<html lang=\"" + language + "\">");
    }

    @Test
    void has_every_text_in_both_languages() {
        ResourceBundle.Control control =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        ResourceBundle mongolian = ResourceBundle.getBundle("dev.elch.auth.page.texts", Language.MN.texts(), control);
        ResourceBundle english = ResourceBundle.getBundle("dev.elch.auth.page.texts", Language.EN.texts(), control);

        assertThat(mongolian.keySet()).isNotEmpty().allMatch(english::containsKey);
        assertThat(english.keySet()).allSatisfy(key -> {
            if (!key.equals("me.service") && key.contains(".")) {
                assertThat(english.getString(key)).isNotEqualTo(mongolian.getString(key));
            }
        });
    }

    @Test
    void writes_times_as_they_are_read_in_ulaanbaatar() {
        assertThat(new Texts(Language.MN).time(SignIns.NOON)).isEqualTo("2026 оны 3-р сарын 1, 12:00 (UTC+08:00)");
        assertThat(new Texts(Language.EN).time(SignIns.NOON)).isEqualTo("1 March 2026, 12:00 (UTC+08:00)");
    }

    @Test
    void shows_no_markup_that_a_user_put_into_the_name() {
        String page = me(signIn("<img src=x onerror=alert(1)>", "me@example.org"));

        assertThat(page).doesNotContain("<img src=x").contains("&lt;img src=x");
    }

    @Test
    void shows_the_address_masked_only() {
        assertThat(me(signIn("Sarnai", "sarnai@example.org")))
                .contains("s***@example.org")
                .doesNotContain("sarnai@example.org");
    }

    @Test
    void says_that_no_mail_can_be_sent_without_a_verified_address() {
        assertThat(me(signIn("Sarnai", null))).contains("Your GitHub account has no verified primary address");
    }

    @Test
    void shows_nothing_of_the_user_agent_that_it_does_not_know() {
        assertThat(me(signIn("Sarnai", null))).doesNotContain("Evil/1.0").contains("Firefox");
    }

    @ParameterizedTest
    @EnumSource
    void has_words_for_every_reason_of_a_failed_sign_in(FailureReason reason) {
        assertThat(pages.render(accepting("en"), "failed", Map.of("why", reason.word())))
                .contains("<h1>You are not signed in</h1>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"console.unknown", "console.away"})
    void says_why_a_console_can_not_be_entered(String why) {
        assertThat(pages.render(accepting("mn"), "console-trouble", Map.of("why", why)))
                .contains("<h1>")
                .contains("role=\"alert\"");
    }

    @Test
    void has_no_script_no_inline_style_and_nothing_from_elsewhere() {
        assertThat(home("en") + me(signIn("Sarnai", null)))
                .doesNotContain("<script")
                .doesNotContain("style=")
                .doesNotContain("src=\"http")
                .doesNotContain("href=\"http");
    }

    @Test
    void shows_the_login_masked_to_who_holds_the_link() {
        String page = notMe(null, null);

        assertThat(page).contains("s***").doesNotContain("sarnai").doesNotContain("a@example.org");
    }

    @Test
    void offers_to_end_every_session_until_that_is_done() {
        assertThat(notMe(null, null)).contains("value=\"session\"", EVERYWHERE);
        assertThat(notMe(SignIns.NOON, null)).contains("value=\"undo\"", EVERYWHERE);
        assertThat(notMe(null, SignIns.NOON)).contains("value=\"session\"").doesNotContain(EVERYWHERE);
        assertThat(notMe(SignIns.NOON, SignIns.NOON)).contains("value=\"undo\"").doesNotContain(EVERYWHERE);
    }

    private String notMe(Instant disputedAt, Instant endedEverywhereAt) {
        PastSignIn past = new PastSignIn(signIn("Sarnai", "a@example.org"), null, disputedAt, endedEverywhereAt);
        return pages.render(accepting("en"), "not-me", Map.of("past", past));
    }

    private String home(String accept) {
        return pages.render(accepting(accept), "home", Map.of("isSignedIn", false, "note", ""));
    }

    private String me(SignIn signIn) {
        return pages.render(
                accepting("en"),
                "me",
                Map.of(
                        "account", signIn.account(),
                        "signIns", new SignInsView(signIn, List.of(new PastSignIn(signIn, SignIns.NOON, null, null))),
                        "csrf", new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "a-token")));
    }

    private static SignIn signIn(String name, String email) {
        return new SignIn(
                "a",
                new Account("github:1001", "sarnai", email, name, "github"),
                new Visitor("device-1", "203.0.113.7", "Evil/1.0 Firefox/1", "mn", null),
                true,
                "session",
                SignIns.NOON);
    }

    private static HttpHeaders accepting(String languages) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.ACCEPT_LANGUAGE, languages);
        return headers;
    }
}

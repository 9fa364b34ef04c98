package dev.elch.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.elch.standin.github.Persona;
import dev.elch.testkit.browser.Axe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People sign in at the console of the dead letters, with GitHub. Pictures are left in {@code target/console}. */
@ExtendWith(SharedPlayground.class)
class ConsoleIT {

    private static final Path PICTURES = Path.of("target", "console");

    /** What a browser writes down although everything is as it should be: a refusal that the console copes with. */
    private static final Pattern FORESEEN = Pattern.compile(".*the server responded with a status of 40[01].*");

    private final List<String> seen = new ArrayList<>();
    private Browser browser;
    private Page page;

    @BeforeEach
    void open() {
        browser = Browser.open();
        page = browser.stranger("en-US");
        page.onRequest(request -> seen.add(request.url()));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")
                    && !FORESEEN.matcher(message.text()).matches()) {
                seen.add("complaint: " + message.text());
            }
        });
        page.onPageError(error -> seen.add("complaint: " + error));
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void the_operator_comes_in_with_github_and_lands_where_they_wanted_to_go(RunningPlayground playground) {
        page.navigate(playground.page(Port.DLQ) + "/#/audit");
        page.locator("#sign-in").waitFor();
        picture("sign-in");
        signIn(Persona.OPERATOR);

        assertThat(page.locator("h1")).hasText("Audit log");
        assertThat(page.locator("#who")).hasText("@elch-operator");
        assertThat(page.locator("#role")).hasText("admin");
        assertThat(page.url()).isEqualTo(playground.page(Port.DLQ) + "/#/audit");
        picture("signed-in");
        page.reload();
        assertThat(page.locator("#who")).hasText("@elch-operator");
        assertNoSecretInAnAddress();
    }

    @Test
    @Tag("slow")
    void the_console_is_the_same_by_its_other_name(RunningPlayground playground) {
        page.navigate("http://127.0.0.1:" + playground.port(Port.DLQ) + "/");
        signIn(Persona.OPERATOR);

        assertThat(page.locator("#who")).hasText("@elch-operator");
    }

    @Test
    @Tag("slow")
    void the_token_is_renewed_while_the_page_stays_as_it_is(RunningPlayground playground) {
        page.navigate(playground.page(Port.DLQ) + "/#/tokens");
        signIn(Persona.OPERATOR);
        page.locator("#make").click();
        page.getByLabel("Name").fill("half-typed");
        String token = inTheTab("elch-token");

        nearTheEnd();
        page.waitForFunction("old => sessionStorage.getItem('elch-token') !== old", token);

        assertThat(page.getByLabel("Name")).hasValue("half-typed");
        assertThat(page.locator("#who")).hasText("@elch-operator");
        page.evaluate("sessionStorage.setItem('elch-token', 'spoiled')");
        page.waitForFunction("() => sessionStorage.getItem('elch-token') !== 'spoiled'");
        assertThat(page.getByLabel("Name")).hasValue("half-typed");
        assertNoSecretInAnAddress();
    }

    @Test
    @Tag("slow")
    void signing_out_ends_the_session_at_auth_service_too(RunningPlayground playground) {
        page.navigate(playground.page(Port.DLQ) + "/");
        signIn(Persona.OPERATOR);
        assertThat(page.locator("#who")).hasText("@elch-operator");

        page.locator("#leave").click();

        assertThat(page.locator("#sign-in")).isVisible();
        assertThat(inTheTab("elch-renewal")).isNull();
        page.navigate(playground.page(Port.APP) + "/me");
        page.waitForURL(playground.page(Port.APP) + "/");
    }

    @Test
    @Tag("slow")
    void signing_out_everywhere_ends_the_console_with_the_next_renewal(RunningPlayground playground) {
        page.navigate(playground.page(Port.DLQ) + "/");
        signIn(Persona.OPERATOR);
        assertThat(page.locator("#who")).hasText("@elch-operator");
        Page other = page.context().newPage();
        other.navigate(playground.page(Port.APP) + "/me");
        other.locator("form[action='/sign-out-everywhere'] button").click();
        other.waitForURL(playground.page(Port.APP) + "/**");

        nearTheEnd();

        assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                .containsText("Your session has expired");
    }

    @Test
    @Tag("slow")
    void who_has_no_role_reads_that_and_can_try_another_account(RunningPlayground playground) {
        page.navigate(playground.page(Port.DLQ) + "/");
        signIn(Persona.VERIFIED);

        assertThat(page.locator("h1")).hasText("You have no role here");
        assertThat(page.locator("main")).containsText("1001");
        picture("no-role");
        page.locator("form[action='/logout'] button").click();
        page.navigate(playground.page(Port.DLQ) + "/");
        signIn(Persona.OPERATOR);
        assertThat(page.locator("#who")).hasText("@elch-operator");
    }

    @Test
    @Tag("slow")
    void an_unknown_console_gets_no_code(RunningPlayground playground) {
        page.navigate(
                playground.page(Port.APP) + "/oauth2/authorize?response_type=code&redirect_uri=https://evil.example/");

        assertThat(page.locator("h1")).hasText("We do not know this console");
        picture("unknown-console");
    }

    @Test
    void a_letter_is_shown_with_the_mail_that_notification_service_would_have_written(RunningPlayground playground) {
        String event = "letter-" + UUID.randomUUID();
        new DeadLetterBox(playground).put(event, "mn");
        page.navigate(playground.page(Port.DLQ) + "/#/dead-letters?event=" + event);
        signIn(Persona.OPERATOR);
        page.locator("tbody a").first().click();
        FrameLocator mail = page.frameLocator("#mail-frame");

        assertThat(mail.locator("h1")).hasText("Таны бүртгэлд нэвтэрсэн байна");
        assertThat(mail.locator("a.action")).hasCSS("background-color", Pattern.compile("rgb\\(.*"));
        assertThat(page.locator("main")).containsText("bold@example.com");
        page.locator("#mail-frame").scrollIntoViewIfNeeded();
        picture("mail");
        assertNoSecretInAnAddress();
    }

    @Test
    @Tag("slow")
    void the_link_with_a_token_still_opens_the_console(RunningPlayground playground) {
        page.navigate(playground.page(Port.DLQ) + "/#token=" + playground.operatorToken());
        page.locator("#use-token").click();

        assertThat(page.locator("#who")).hasText("playground");
        assertThat(page.url()).doesNotContain(playground.operatorToken());
    }

    private void signIn(Persona persona) {
        page.locator("#sign-in").click();
        page.locator("button[value='" + persona.login() + "']").click();
    }

    private void nearTheEnd() {
        page.evaluate("sessionStorage.setItem('elch-token-end', String(Date.now() + 1000))");
    }

    private String inTheTab(String name) {
        return (String) page.evaluate("name => sessionStorage.getItem(name)", name);
    }

    /** Only the code may be in an address, and only in a fragment; and no complaint of the browser was heard. */
    private void assertNoSecretInAnAddress() {
        String token = inTheTab("elch-token");
        String renewal = inTheTab("elch-renewal");
        // The page goes on calling, and each call is heard.
        assertThat(List.copyOf(seen))
                .noneMatch(line -> line.startsWith("complaint"))
                .noneMatch(url -> url.replaceFirst("#.*", "").contains(token))
                .noneMatch(url -> url.replaceFirst("#.*", "").contains(renewal));
    }

    private void picture(String name) {
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            Axe.assertOpenToEverybody(page::evaluate, name + " " + scheme);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + (scheme == ColorScheme.DARK ? "-dark" : "") + ".png")));
        }
    }
}

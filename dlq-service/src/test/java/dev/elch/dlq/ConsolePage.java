package dev.elch.dlq;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.elch.contract.DeliveryHeaders;
import dev.elch.testkit.browser.Axe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** The console in a browser, with dead letters of two causes that no other test has. */
final class ConsolePage implements AutoCloseable {

    static final double LIMIT_MILLIS = 120_000;

    /** How many dead letters of each cause {@link #deadLetters()} makes. */
    static final int OF_EACH_CAUSE = 25;

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path PICTURES = Path.of("target", "console");

    final String run = word();
    final String full = "mailbox full " + run;
    final String gone = "no such user " + run;
    final List<String> complaints = new ArrayList<>();
    final Page page;
    private final RunningService service = RunningService.shared();
    private final Playwright playwright;
    private final String url;

    private ConsolePage(String url, Browser.NewPageOptions options) {
        Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "there is no " + CHROMIUM + " for this test");
        this.url = url;
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        page = browser().newPage(options.setColorScheme(ColorScheme.LIGHT));
        page.setDefaultTimeout(LIMIT_MILLIS);
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(complaints::add);
    }

    static ConsolePage open() {
        return new ConsolePage(RunningService.shared().url(), new Browser.NewPageOptions());
    }

    /** @param width in CSS pixels */
    static ConsolePage openAt(String url, int width) {
        return new ConsolePage(url, new Browser.NewPageOptions().setViewportSize(width, 900));
    }

    private Browser browser() {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @Override
    public void close() {
        playwright.close();
    }

    void signIn(String token) {
        page.navigate(url + "/");
        page.getByLabel("API token").fill(token);
        button("Sign in with the token").click();
    }

    /** Goes to a page of the console. */
    void goTo(String place) {
        page.navigate(url + "/#/" + place);
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    Locator row(String message) {
        return page.locator("tbody tr", new Page.LocatorOptions().setHasText(message));
    }

    Locator submit() {
        return page.locator("dialog button[type=submit]");
    }

    void giveReason(String reason) {
        page.locator("dialog input[name=reason]").fill(reason);
    }

    static void waitUntil(Locator place, String text) {
        assertThat(place)
                .containsText(
                        Pattern.compile(text), new LocatorAssertions.ContainsTextOptions().setTimeout(LIMIT_MILLIS));
    }

    /** Keeps a picture of the page, dark and light, in which nobody is kept out. */
    void picture(String name) {
        assertThat(page.locator("body").innerText()).doesNotContain("[object", "undefined", "NaN");
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            Axe.assertOpenToEverybody(page::evaluate, name + " " + scheme);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + (scheme == ColorScheme.DARK ? "-dark" : "") + ".png")));
        }
    }

    /** Fifty dead letters of two causes; their event keys. */
    List<String> deadLetters() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 2 * OF_EACH_CAUSE; i++) {
            String key = UUID.randomUUID().toString();
            keys.add(key);
            service.deadLetter(
                    key,
                    i % 2 == 0
                            ? new DeliveryHeaders.Cause("mailbox_full", "552 5.2.2", full)
                            : new DeliveryHeaders.Cause("bad_address", "550 5.1.1", gone));
        }
        keys.forEach(service::awaitDeadLetter);
        return keys;
    }

    /** Tells runs apart by letters alone: digits do not tell causes apart. */
    private static String word() {
        return ThreadLocalRandom.current()
                .ints(8, 'g', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

package dev.elch.playground;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.elch.standin.github.Persona;
import dev.elch.testkit.browser.Axe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What people see. With {@code -Delch.screenshots=docs/images} (a path from the root of the checkout) the pictures of the
 * documentation are taken on the way.
 */
@Tag("slow")
@ExtendWith(SharedPlayground.class)
class PagesIT {

    private static final Set<String> PICTURES =
            Set.of("home", "stand-in", "signed-in", "mailbox", "mailbox-dark", "mail", "mail-dark", "phone-mail");
    private static final int WIDE = 1100;
    private static final int PHONE = 390;

    private final List<String> complaints = new ArrayList<>();
    private Browser browser;

    @BeforeEach
    void openBrowser() {
        browser = Browser.open();
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void show_everything_without_a_complaint_of_the_browser(ColorScheme scheme, RunningPlayground playground) {
        Page page = listenedTo(browser.stranger("mn-MN", scheme, WIDE, 800));
        SignInPages pages = new SignInPages(playground, page);
        page.navigate(playground.page(Port.APP) + "/");
        picture(page, "home", scheme);
        page.locator("a[href='/oauth2/authorization/github']").first().click();
        page.locator("button[value='oyuunaa']").waitFor();
        picture(page, "stand-in", scheme);
        pages.signInAs(Persona.CYRILLIC_NAME);
        picture(page, "signed-in", scheme);
        pages.openMailTo("oyuunaa@example.org").locator("h1").waitFor();
        picture(page, "mailbox", scheme);
        String mail = page.locator("#frame").getAttribute("src");
        page.setViewportSize(700, 1000);
        page.navigate(playground.page(Port.MAILBOX) + "/" + mail);
        screenshot(page, "mail", scheme);
        assertMailIsOpenToEverybody(page.content(), scheme);
        page.navigate(page.locator("a[href*='/not-me/']").first().getAttribute("href"));
        picture(page, "not-me", scheme);

        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void are_open_to_everybody_where_something_went_wrong_too(ColorScheme scheme, RunningPlayground playground) {
        Page page = browser.stranger("mn-MN", scheme, WIDE, 800);
        for (String path : List.of("/sign-in-failed?why=denied", "/not-me/forged", "/nothing", "/oauth2/authorize")) {
            page.navigate(playground.page(Port.APP) + path);
            Axe.assertOpenToEverybody(page::evaluate, path + " " + scheme);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void fit_on_a_phone(ColorScheme scheme, RunningPlayground playground) {
        Page page = listenedTo(browser.stranger("en-US", scheme, PHONE, 800));
        SignInPages pages = new SignInPages(playground, page);
        page.navigate(playground.page(Port.APP) + "/");
        assertNothingSticksOut(page);
        picture(page, "phone-home", scheme);
        pages.signInAs(Persona.PRIVATE_ADDRESS);
        assertNothingSticksOut(page);
        picture(page, "phone-signed-in", scheme);
        pages.openMailTo("anton@example.net").locator("h1").waitFor();
        assertNothingSticksOut(page);
        picture(page, "phone-mail", scheme);

        assertThat(complaints).isEmpty();
    }

    private Page listenedTo(Page page) {
        page.onConsoleMessage(message -> {
            if (isComplaint(message)) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    private static boolean isComplaint(ConsoleMessage message) {
        return message.type().equals("error") || message.type().equals("warning");
    }

    private static void assertNothingSticksOut(Page page) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as("width of %s", page.url())
                .isLessThanOrEqualTo(PHONE);
    }

    /** In a page of its own: where the mailbox shows a mail, no script may run, and so axe-core would never end. */
    private void assertMailIsOpenToEverybody(String html, ColorScheme scheme) {
        Page copy = browser.stranger("mn-MN", scheme, 700, 1000);
        copy.setContent(html);
        Axe.assertOpenToEverybody(copy::evaluate, "mail " + scheme);
    }

    private static void picture(Page page, String name, ColorScheme scheme) {
        Axe.assertOpenToEverybody(page::evaluate, name + " " + scheme);
        screenshot(page, name, scheme);
    }

    private static void screenshot(Page page, String name, ColorScheme scheme) {
        String folder = System.getProperty("elch.screenshots", "");
        String picture = name + (scheme == ColorScheme.DARK ? "-dark" : "");
        if (!folder.isEmpty() && PICTURES.contains(picture)) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("..").resolve(folder).resolve(picture + ".png")));
        }
    }
}

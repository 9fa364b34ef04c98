package dev.elch.dlq;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.elch.dlq.ConsolePage.waitUntil;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the console says while the service is slow, hangs, is away or back, and when there is nothing or something wrong. */
@Tag("slow")
class ConsoleStatesIT {

    private static final String REPLAYS = "**/api/admin/dlq/replays";

    private ConsolePage console;
    private Page page;

    @BeforeEach
    void open() {
        console = ConsolePage.open();
        page = console.page;
    }

    @AfterEach
    void close() {
        if (console != null) {
            console.close();
        }
    }

    @Test
    void a_service_that_hangs_is_waited_for_ten_seconds_and_can_be_asked_again() {
        console.deadLetters();
        console.signIn(Services.OPERATOR);
        waitUntil(console.row(console.full), "25");
        page.route(REPLAYS, route -> {});
        page.locator("nav.ways").getByText("Replays").click();
        waitUntil(page.locator("h1"), "^Replays$");
        waitUntil(page.locator("main"), "Loading");
        assertThat(page.locator("main button")).hasCount(0);
        console.picture("loading");

        waitUntil(page.locator("main [role=alert]"), "did not answer within 10 seconds");
        console.picture("hung");
        page.unroute(REPLAYS);
        page.locator("#again").click();
        waitUntil(page.locator("main"), "There are no replays yet|Ordered");
        assertThat(page.locator("main [role=alert]")).hasCount(0);
    }

    @Test
    void what_is_old_says_so_with_its_buttons_off_until_the_service_is_back() {
        console.deadLetters();
        console.signIn(Services.OPERATOR);
        waitUntil(console.row(console.full), "25");
        page.context().setOffline(true);
        waitUntil(page.locator("#connection"), "The service does not answer.*What you see is from.*buttons are off");
        assertThat(console.row(console.full).locator("button").first()).isDisabled();
        console.picture("stale");

        page.context().setOffline(false);
        assertThat(page.locator("#connection")).isEmpty();
        assertThat(console.row(console.full).locator("button").first()).isEnabled();
    }

    @Test
    void a_session_that_is_over_leads_to_the_sign_in() {
        console.signIn(Services.OPERATOR);
        waitUntil(page.locator("h1"), "Dead letters by cause");
        page.evaluate("sessionStorage.setItem('elch-token', 'spoiled')");

        waitUntil(page.locator("main [role=alert]"), "Your session has expired");
        assertThat(page.locator("nav.ways")).isHidden();
    }

    @Test
    void a_value_that_is_wrong_marks_its_field_and_the_form_stays() {
        console.deadLetters();
        console.signIn(Services.OPERATOR);
        waitUntil(console.row(console.full), "25");
        console.goTo("dead-letters?kind=bad_address&from=yesterday");

        waitUntil(page.locator("#f-from-wrong"), "yesterday");
        assertThat(page.locator("#f-from")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#f-from")).hasValue("yesterday");
        assertThat(page.locator("#f-kind")).hasValue("bad_address");
        console.picture("wrong-value");
        page.locator("#chip-from").click();
        waitUntil(page.locator("tbody"), "Bad address");
    }

    @Test
    void what_is_not_there_is_said() {
        console.signIn(Services.OPERATOR);
        waitUntil(page.locator("h1"), "Dead letters by cause");
        console.goTo("dead-letters/no-such-event~0");
        waitUntil(page.locator("main [role=alert]"), "It is not there");
        console.goTo("dead-letters?kind=no_such_kind");
        waitUntil(page.locator("main"), "No dead letter matches the filter");
    }

    @Test
    void every_page_is_found_by_the_navigation_and_has_a_title_of_its_own() {
        console.signIn(Services.ADMIN);
        waitUntil(page.locator("h1"), "Dead letters by cause");
        for (String title : List.of(
                "Dead letters",
                "Replays",
                "Automatic replay",
                "Suppressions",
                "Alerts",
                "System",
                "Audit log",
                "API tokens")) {
            page.locator("nav.ways")
                    .getByText(title, new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true))
                    .click();
            assertThat(page).hasTitle(title + " - Elch");
            assertThat(page.locator("h1")).hasText(title);
            assertThat(page.locator("nav.ways [aria-current=page]")).hasText(title);
            assertThat(page.locator(".spinner")).hasCount(0);
            console.picture("page-" + title.replace(' ', '-').toLowerCase(java.util.Locale.ROOT));
        }
    }

    @Test
    void the_theme_is_remembered_and_stronger_than_that_of_the_system() {
        console.signIn(Services.OPERATOR);
        waitUntil(page.locator("h1"), "Dead letters by cause");
        page.locator("#theme").selectOption("dark");
        assertThat(page.locator("body")).hasCSS("background-color", "rgb(13, 20, 29)");
        page.reload();
        assertThat(page.locator("body")).hasCSS("background-color", "rgb(13, 20, 29)");
        page.locator("#theme").selectOption("light");
        assertThat(page.locator("body")).hasCSS("background-color", Pattern.compile("rgb\\(244, 247, 251\\)"));
    }
}

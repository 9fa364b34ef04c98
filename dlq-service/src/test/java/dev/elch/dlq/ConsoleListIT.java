package dev.elch.dlq;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.elch.dlq.ConsolePage.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Finding dead letters in the console, taking them along as a file, and reading them on a phone. */
@Tag("slow")
class ConsoleListIT {

    private static final int PHONE = 390;

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
    void a_filter_is_chosen_from_values_with_counts_and_is_in_the_address() {
        console.deadLetters();
        console.signIn(Services.OPERATOR);
        waitUntil(console.row(console.full), "25");
        console.goTo("dead-letters?text=" + console.run);
        waitUntil(page.locator("#scope"), "^50 dead letters$");
        waitUntil(page.locator("#f-kind"), "Mailbox full \\(\\d+");
        page.locator("#f-kind").selectOption("mailbox_full");
        waitUntil(page.locator("#scope"), "^25 dead letters$");
        assertThat(page.url()).contains("kind=mailbox_full");
        page.locator("#f-range").selectOption("24h");
        waitUntil(page.locator(".chips"), "Time: Last 24 hours");
        waitUntil(page.locator("#scope"), "^25 dead letters$");
        console.picture("filters");
        page.locator("#chip-kind").click();

        waitUntil(page.locator("#scope"), "^50 dead letters$");
    }

    @Test
    void a_cause_is_named_by_its_cause_and_a_beginning_of_a_word_finds() {
        console.deadLetters();
        console.signIn(Services.OPERATOR);
        console.row(console.gone).locator("a").click();
        waitUntil(page.locator("#chip-group"), "Group: Bad address 550 5.1.1");
        page.locator("#f-text").fill(console.run.substring(0, 6));
        page.locator("#f-text").press("Enter");

        waitUntil(page.locator("#scope"), "^25 dead letters$");
    }

    @Test
    void what_is_found_is_saved_as_csv_and_json() throws IOException {
        console.deadLetters();
        console.signIn(Services.OPERATOR);
        waitUntil(console.row(console.full), "25");
        console.goTo("dead-letters?text=" + console.run);
        waitUntil(page.locator("#scope"), "50");
        Download csv = page.waitForDownload(() -> page.locator("#export-csv").click());
        List<String> lines = Files.readAllLines(csv.path());
        assertThat(lines).hasSize(51);
        assertThat(lines.get(0)).startsWith("id,state,failedAt,kind,code,message");
        assertThat(lines.get(1)).contains("bat@example.mn");
        Download json = page.waitForDownload(() -> page.locator("#export-json").click());
        assertThat(Files.readString(json.path())).contains("\"deadLetters\": [", console.full);
    }

    @Test
    void no_cell_of_a_csv_file_is_a_formula() {
        page.navigate(RunningService.shared().url() + "/");
        Object cells = page.evaluate("async () => { const { csvCell } = await import('/console/export.js');"
                + " return ['=1+1', '+1', '-1', '@SUM(A1)', '\\t=1', 'a,\"b\"', null, 7].map(csvCell); }");

        assertThat((List<?>) cells)
                .map(String::valueOf)
                .containsExactly("'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", "\"a,\"\"b\"\"\"", "", "7");
    }

    @Test
    void nothing_scrolls_sideways_on_a_phone_and_every_action_is_within_reach() {
        String key = console.deadLetters().get(0);
        try (ConsolePage phone = ConsolePage.openAt(RunningService.shared().url(), PHONE)) {
            phone.signIn(Services.ADMIN);
            waitUntil(phone.row(console.full), "25");
            for (String place : List.of(
                    "groups",
                    "dead-letters?text=" + console.run,
                    "dead-letters/" + key + "~0",
                    "dead-letters/" + key + "~0?tab=headers",
                    "dead-letters/" + key + "~0?tab=raw",
                    "dead-letters/" + key + "~0?tab=timeline",
                    "jobs",
                    "automatic",
                    "suppressions",
                    "alerts",
                    "system",
                    "audit",
                    "tokens")) {
                phone.goTo(place);
                assertThat(phone.page.locator("main h1")).isVisible();
                assertThat(phone.page.locator(".spinner")).hasCount(0);
                phone.picture("phone-" + place.replaceAll("[^a-z]+", "-").replace(console.run, "run"));
                assertThat(sideways(phone.page))
                        .as("pixels that %s is too wide", place)
                        .isLessThanOrEqualTo(0);
                assertThat(outside(phone.page))
                        .as("buttons outside of %s", place)
                        .isEmpty();
            }
        }
    }

    private static int sideways(Page page) {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - innerWidth")).intValue();
    }

    private static List<?> outside(Page page) {
        return (List<?>) page.evaluate("[...document.querySelectorAll('main button, main a')].filter((one) => {"
                + " const { left, right, width } = one.getBoundingClientRect();"
                + " return width > 0 && (left < 0 || right > innerWidth + 1); }).map((one) => one.outerHTML)");
    }
}

package dev.elch.dlq;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.elch.dlq.ConsolePage.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.elch.dlq.FakeDeliveryService.Outcome;
import dev.elch.testkit.stack.Stack;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many clicks the work of an operator takes, and what the keyboard alone can do. Typing a reason is no click. */
@Tag("slow")
class ConsoleClicksIT {

    private ConsolePage console;
    private Page page;
    private List<String> keys = List.of();
    private int clicks;

    @BeforeEach
    void open() {
        console = ConsolePage.open();
        page = console.page;
        keys = console.deadLetters();
        console.signIn(Services.OPERATOR);
        waitUntil(console.row(console.full), "25");
    }

    @AfterEach
    void close() {
        if (console != null) {
            console.close();
        }
    }

    @Test
    void finding_out_why_takes_none_for_a_cause_and_two_for_one_dead_letter() {
        waitUntil(console.row(console.full), "Mailbox full.*552 5.2.2");
        assertThat(clicks).isZero();
        click(console.row(console.full).locator("a"));
        waitUntil(page.locator("h1"), "^Dead letters$");
        click(page.locator("tbody tr").first().locator("a"));
        waitUntil(page.locator("main"), console.full);

        assertThat(clicks).isEqualTo(2);
    }

    @Test
    void replaying_a_cause_takes_two_and_looking_at_its_dead_letters_one() {
        try (FakeDeliveryService delivery =
                new FakeDeliveryService(Stack.shared(), key -> keys.contains(key) ? Outcome.SENT : null)) {
            click(console.row(console.full).locator("button").first());
            console.giveReason("the quota was raised");
            click(console.submit());
            waitUntil(page.locator("#balance"), "25 selected = 25 delivered");
            assertThat(clicks).isEqualTo(2);
            assertThat(delivery.deliveries()).hasSize(ConsolePage.OF_EACH_CAUSE);
        }
        clicks = 0;
        click(page.locator("tbody tr").first().locator("a"));
        waitUntil(page.locator("main .badge").first(), "delivered");
        assertThat(clicks).isEqualTo(1);
    }

    @Test
    void editing_and_replaying_one_takes_two_with_its_mail_in_view() {
        String key = keys.get(0);
        try (FakeDeliveryService delivery =
                new FakeDeliveryService(Stack.shared(), sent -> sent.equals(key) ? Outcome.SENT : null)) {
            console.goTo("dead-letters/" + key + "~0");
            click(page.locator("#edit"));
            page.getByLabel("email").fill("right@example.mn");
            waitUntil(page.locator("#changes"), "1 field is changed.*bat@example.mn → right@example.mn");
            waitUntil(page.locator("#edit-preview"), "Toright@example.mn");
            assertThat(page.frameLocator("#edit-mail-frame").locator("p")).hasText("This went to right@example.mn.");
            console.picture("edit-with-its-mail");
            console.giveReason("a typo");
            click(console.submit());
            waitUntil(page.locator("main .badge").first(), "delivered");
            assertThat(delivery.deliveries()).containsOnlyKeys(key + "~1");
        }
        assertThat(clicks).isEqualTo(2);
    }

    @Test
    void discarding_a_cause_takes_two_with_the_number_said_and_restoring_it_three() {
        click(console.row(console.gone).locator("button.destroys"));
        waitUntil(page.locator("dialog h2"), "^Discard 25 dead letters of 1 cause$");
        console.giveReason("they left");
        click(console.submit());
        waitUntil(page.locator("#news"), "25 dead letters: discarded");
        assertThat(clicks).isEqualTo(2);

        clicks = 0;
        click(console.row(console.gone).locator("a"));
        assertThat(page.locator("#discard")).isDisabled();
        waitUntil(page.locator("#why-off"), "Discard: none of these is open");
        click(page.locator("#restore"));
        console.giveReason("they are back");
        click(console.submit());
        waitUntil(page.locator("#news"), "25 dead letters: restored");
        assertThat(clicks).isEqualTo(3);
    }

    @Test
    void a_range_is_ticked_with_shift_and_acted_on_alone() {
        click(console.row(console.full).locator("a"));
        page.locator("input[name=selected]").nth(2).click();
        page.locator("input[name=selected]")
                .nth(5)
                .click(new Locator.ClickOptions()
                        .setModifiers(List.of(com.microsoft.playwright.options.KeyboardModifier.SHIFT)));
        waitUntil(page.locator("#scope"), "4 selected");
        page.locator("#discard").click();

        waitUntil(page.locator("dialog h2"), "^Discard 4 dead letters of 1 cause$");
    }

    @Test
    void the_keyboard_finds_ticks_and_replays() {
        page.keyboard().press("?");
        waitUntil(page.locator("dialog"), "Next row");
        page.keyboard().press("Escape");
        console.goTo("dead-letters?text=" + console.run);
        waitUntil(page.locator("#scope"), "^50 dead letters$");
        page.keyboard().press("j");
        page.keyboard().press("j");
        page.keyboard().press("x");
        waitUntil(page.locator("#scope"), "1 selected");
        page.keyboard().press("r");
        waitUntil(page.locator("dialog h2"), "^Replay 1 dead letter of 1 cause$");
        page.keyboard().press("Escape");
        page.keyboard().press("/");

        assertThat(page.locator("#f-text")).isFocused();
    }

    private void click(Locator place) {
        clicks++;
        place.click();
    }
}

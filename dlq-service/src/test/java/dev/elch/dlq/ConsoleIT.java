package dev.elch.dlq;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.elch.dlq.ConsolePage.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import dev.elch.dlq.FakeDeliveryService.Outcome;
import dev.elch.testkit.browser.Axe;
import dev.elch.testkit.stack.Stack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The console in a browser. Pictures of its pages are left in {@code target/console}. */
@Tag("slow")
class ConsoleIT {

    private final RunningService service = RunningService.shared();
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
    void leads_from_fifty_dead_letters_of_two_causes_to_all_delivered() {
        List<String> keys = console.deadLetters();
        try (FakeDeliveryService delivery =
                new FakeDeliveryService(Stack.shared(), key -> keys.contains(key) ? Outcome.SENT : null)) {
            console.signIn(Services.OPERATOR);
            waitUntil(console.row(console.full), "25");
            console.picture("groups");
            console.row(console.full).getByRole(AriaRole.LINK).click();
            waitUntil(page.locator("h1"), "Dead letters");
            console.picture("deadLetters");
            page.locator("#discard").click();
            waitUntil(page.locator("dialog"), "Reason");
            console.picture("discard");
            page.locator("dialog").getByText("Close").click();
            page.locator("tbody tr").first().getByRole(AriaRole.LINK).click();
            waitUntil(page.locator("h1"), "Mailbox full");
            console.picture("deadLetter");

            replay(console.full);
            replay(console.gone);

            console.goTo("groups");
            waitUntil(console.row(console.full).locator("td.number").first(), "^0$");
            waitUntil(console.row(console.gone).locator("td.number").first(), "^0$");
            assertThat(delivery.deliveries().values()).hasSize(50).containsOnly(1);
        }
        console.goTo("audit");
        waitUntil(page.locator("main"), "The log is intact");
        console.picture("audit");
        console.goTo("jobs");
        waitUntil(page.locator("tbody"), "the relay works again");
        console.picture("jobs");
        assertThat(console.complaints).isEmpty();
    }

    @Test
    void a_dead_letter_is_edited_and_what_does_not_fit_is_said_at_its_field() {
        String key = console.deadLetters().get(0);
        try (FakeDeliveryService delivery =
                new FakeDeliveryService(Stack.shared(), sent -> sent.equals(key) ? Outcome.SENT : null)) {
            console.signIn(Services.OPERATOR);
            waitUntil(console.row(console.full), "25");
            console.goTo("dead-letters/" + key + "~0");
            waitUntil(page.locator("h1"), "Mailbox full");
            console.button("Edit and replay").click();
            console.giveReason("a typo");
            page.locator("#other-fields summary").click();
            page.getByLabel("occurredAt").fill("yesterday");
            console.submit().click();
            waitUntil(page.locator("#e-occurredAt-wrong"), "it must be an instant");
            console.picture("edit");
            page.getByLabel("occurredAt")
                    .fill(java.time.Instant.now()
                            .minusSeconds(60)
                            .truncatedTo(java.time.temporal.ChronoUnit.MILLIS)
                            .toString());
            page.getByLabel("email").fill("right@example.mn");
            console.submit().click();
            waitUntil(page.locator("main .badge").first(), "delivered");
            page.locator("#tab-fields").click();
            waitUntil(page.locator("main"), "/email: bat@example.mn → right@example.mn");
            page.locator("#tab-mail").click();
            waitUntil(page.locator("#panel-mail"), "After edit 1.*right@example.mn.*Before.*bat@example.mn");
            console.picture("edited");
            assertThat(delivery.deliveries()).containsOnlyKeys(key + "~1");
        }
    }

    @Test
    void the_mail_of_a_dead_letter_is_shown_as_it_looks() {
        String key = console.deadLetters().get(0);
        console.signIn(Services.OPERATOR);
        waitUntil(console.row(console.full), "25");
        console.goTo("dead-letters/" + key + "~0");
        waitUntil(page.locator("main"), "You signed in - Elch");
        FrameLocator mail = page.frameLocator("#mail-frame");

        assertThat(mail.locator("h1")).hasText("Hello bat");
        assertThat(mail.locator("h1")).hasCSS("color", "rgb(10, 107, 45)");
        assertThat(mail.locator("body")).hasCSS("background-color", "rgb(255, 255, 255)");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(mail.locator("body")).hasCSS("background-color", "rgb(16, 16, 16)");
        assertThat(page.getByTitle("The mail \"You signed in - Elch\"")).isVisible();
        page.getByText("Plain text version").click();
        waitUntil(page.locator("main details"), "Hello bat <bat@example.mn>");
        console.picture("mail");
        assertThat(console.complaints).isEmpty();
    }

    @Test
    void no_script_of_a_mail_runs_and_nothing_is_fetched_for_it() throws IOException {
        String key = console.deadLetters().get(0);
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(204, -1);
        });
        stranger.start();
        String elsewhere = "http://127.0.0.1:" + stranger.getAddress().getPort() + "/";
        NotificationForTests.shared().answer(key, 200, NotificationForTests.mail("bat@example.mn", "text", """
                <!DOCTYPE html><html><head><meta http-equiv="refresh" content="0;url=ELSEWHEREmeta">
                <link rel="stylesheet" href="ELSEWHERElink"><style>@import url("ELSEWHEREimport");
                p { background: url(ELSEWHEREbackground) }</style><script>document.title = "ran"; top.ran = 1</script>
                <script src="ELSEWHEREscript"></script></head><body onload="parent.postMessage('ran', '*')">
                <img src="ELSEWHEREimage" onerror="parent.ran = 1"><svg onload="parent.ran = 1"></svg>
                <iframe src="ELSEWHEREframe"></iframe><p>Hostile</p><a href="ELSEWHERElinked" target="_top">Click me</a>
                <form action="ELSEWHEREform"><button>Send</button></form></body></html>
                """.replace(
                        "ELSEWHERE", elsewhere)));
        console.signIn(Services.OPERATOR);
        waitUntil(console.row(console.full), "25");
        page.evaluate(
                "window.told = []; addEventListener('message', (event) => told.push(JSON.stringify(event.data)))");
        page.evaluate("location.hash = '#/dead-letters/" + key + "~0'");
        FrameLocator mail = page.frameLocator("#mail-frame");
        assertThat(mail.locator("p")).hasText("Hostile");
        mail.locator("a").click();
        mail.locator("button").click();
        waitUntil(page.locator("h1"), "Mailbox full");

        assertThat(mail.locator("p")).hasText("Hostile");
        assertThat(page.evaluate("window.ran")).isNull();
        assertThat((List<?>) page.evaluate("told"))
                .isNotEmpty()
                .allMatch(told -> told.toString().startsWith("{\"height\":"));
        assertThat(page.url()).startsWith(service.url());
        assertThat(asked).isEmpty();
        page.evaluate("location.assign('" + elsewhere + "so-that-this-test-can-fail')");
        RunningService.await(() -> asked.equals(List.of("/so-that-this-test-can-fail")));
        stranger.stop(0);
    }

    @Test
    void why_there_is_no_mail_is_said_in_its_place() {
        String key = console.deadLetters().get(0);
        NotificationForTests.shared().answer(key, 500, "");
        console.signIn(Services.OPERATOR);
        waitUntil(console.row(console.full), "25");
        console.goTo("dead-letters/" + key + "~0");
        waitUntil(page.locator("main"), "notification-service, which writes mails, answered 500");
        console.picture("no-mail");

        NotificationForTests.shared().answer(key, 422, "{\"detail\": \"bad_address: it is not plain\"}");
        page.locator("#mail-again").click();
        waitUntil(page.locator("main"), "No mail can be written of this dead letter. bad_address");
    }

    @Test
    void dead_letters_are_handed_over_to_another_topic_after_its_own_preview() {
        console.deadLetters();
        console.signIn(Services.OPERATOR);
        waitUntil(console.row(console.full), "25");
        console.row(console.full)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Replay"))
                .click();
        page.getByLabel("Topic").selectOption(OtherTopic.NAME);
        waitUntil(page.locator("dialog"), "Their outcome there is unknown");
        console.giveReason("it is theirs");
        console.picture("hand-over");
        console.submit().click();
        waitUntil(page.locator("#balance"), "25 handed over");
        waitUntil(page.locator("main .badge").first(), "done");
        console.picture("handed-over");
        console.goTo("jobs");
        waitUntil(page.locator("tbody"), "it is theirs");
        console.picture("jobs-handed-over");
        assertThat(console.complaints).isEmpty();
    }

    @Test
    void where_there_is_only_the_replay_topic_there_is_no_choice() {
        console.deadLetters();
        page.route("**/replays/preview", route -> {
            APIResponse answer = route.fetch();
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(answer)
                    .setBody(answer.text().replaceFirst("(\"topics\":\\[\"[^\"]+\")[^\\]]*", "$1")));
        });
        console.signIn(Services.OPERATOR);
        waitUntil(console.row(console.full), "25");
        console.row(console.full)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Replay"))
                .click();
        waitUntil(page.locator("dialog"), "25 would be sent again");

        assertThat(page.getByLabel("Topic").count()).isZero();
    }

    @Test
    void the_form_of_an_edit_has_the_fields_of_the_schema_whatever_they_are() {
        String key = console.deadLetters().get(0);
        page.route("**/api/admin/dlq/fields", route -> {
            APIResponse answer = route.fetch();
            String more = ",{'name':'country','type':'text','nullable':true,'locked':false,'doc':'Where from.'},"
                    + "{'name':'trusted','type':'flag','nullable':true,'locked':false,'doc':''}]}";
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(answer)
                    .setBody(answer.text().replaceFirst("]}$", more.replace('\'', '"'))));
        });
        console.signIn(Services.OPERATOR);
        waitUntil(console.row(console.full), "25");
        console.goTo("dead-letters/" + key + "~0");
        console.button("Edit and replay").click();
        page.locator("#other-fields summary").click();

        assertThat(page.getByLabel("eventKey")).hasAttribute("readonly", "");
        assertThat(page.getByLabel("newDevice")).hasAttribute("type", "checkbox");
        assertThat(page.getByLabel("country")).hasAccessibleDescription("Where from.");
        page.getByLabel("country").fill("MN");
        page.getByLabel("trusted").selectOption("true");
        console.giveReason("a newer schema");
        console.picture("edit-of-a-newer-schema");
        console.submit().click();
        waitUntil(page.locator("#e-country-wrong"), "is no field of UserSignedIn");
        assertThat(page.locator("#e-trusted")).hasAttribute("aria-invalid", "true");
    }

    @Test
    void discarding_says_how_many_of_which_causes_and_asks_for_the_number_of_many() {
        for (int i = 0; i < 3; i++) {
            console.deadLetters();
        }
        console.signIn(Services.OPERATOR);
        waitUntil(console.row(console.full), "75");
        console.goTo("dead-letters?text=" + console.run);
        page.locator("#discard").click();
        waitUntil(page.locator("dialog h2"), "^Discard 150 dead letters of 2 causes$");
        waitUntil(page.locator("dialog .causes"), "75 × Bad address");
        waitUntil(page.locator("dialog .scope"), "state open, text " + console.run);
        assertThat(console.submit()).hasClass("main danger");
        console.picture("discard-many");
        service.openDeadLetter("late-" + console.run);
        console.giveReason("a test");
        page.getByLabel("To confirm, type the number").fill("15");
        console.submit().click();
        assertThat(page.locator("dialog")).isVisible();
        page.getByLabel("To confirm, type the number").fill("150");
        console.submit().click();
        waitUntil(page.locator("#news"), "150 dead letters: discarded");
        assertThat(console.complaints).isEmpty();
    }

    @Test
    void a_dialog_whose_dead_letters_have_changed_shows_the_new_ones() {
        List<String> keys = console.deadLetters();
        console.signIn(Services.OPERATOR);
        waitUntil(console.row(console.full), "25");
        console.row(console.full)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Discard"))
                .click();
        waitUntil(page.locator("dialog h2"), "^Discard 25 dead letters of 1 cause$");
        service.as(Services.OPERATOR)
                .post()
                .uri("/api/admin/dlq/" + keys.get(0) + "~0/discard")
                .bodyValue(Map.of("reason", "in between"))
                .exchange()
                .expectStatus()
                .isOk();
        console.giveReason("a test");
        console.submit().click();
        waitUntil(page.locator("dialog h2"), "^Discard 24 dead letters of 1 cause$");
        waitUntil(page.locator("dialog"), "Look at the new preview");
        console.giveReason("a test");
        console.submit().click();
        waitUntil(page.locator("#news"), "24 dead letters: discarded");
    }

    @Test
    void what_cannot_be_decoded_is_shown_in_hex_with_its_attempts_and_its_stack_trace() {
        String key = UUID.randomUUID().toString();
        service.deadLetterWith(
                key,
                Map.of(
                        "kafka_dlt-exception-stacktrace",
                        "java.lang.ArithmeticException\n\tat org.example.A.b(A.java:7)",
                        "elch-journal",
                        """
                        [{"at": "2026-03-01T10:00:00Z", "round": 0, "attempt": 1, "provider": "smtp", "outcome": "RETRY",
                          "kind": "mailbox_full", "code": "452 4.2.2", "text": "full", "latencyMillis": 12}]
                        """));
        service.awaitDeadLetter(key);
        console.signIn(Services.OPERATOR);
        waitUntil(page.locator("h1"), "Dead letters by cause");
        console.goTo("dead-letters/" + key + "~0");
        waitUntil(page.locator("main"), "It cannot be decoded: .* begin with \"01\"");
        waitUntil(page.locator(".timeline"), "Attempt 1 of round 0: retry.*smtp, took 12 ms.*Mailbox full");
        waitUntil(page.locator("pre.trace"), "at org.example.A.b");
        waitUntil(page.getByLabel("Value in hexadecimal"), "000000\\s+01\\s+\\.");
        page.getByLabel("Value in hexadecimal").scrollIntoViewIfNeeded();
        console.picture("undecodable");
        assertThat(console.complaints).isEmpty();
    }

    @Test
    void a_viewer_sees_no_buttons() {
        console.deadLetters();
        console.signIn(Services.VIEWER);
        waitUntil(console.row(console.gone), "25");

        assertThat(console.button("Replay").count()).isZero();
    }

    @Test
    void an_admin_makes_a_token_sees_it_once_and_takes_it_back() {
        console.signIn(Services.ADMIN);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Tokens"))
                .click();
        page.locator("#make").click();
        page.getByLabel("Name").fill("robot-" + console.run);
        console.picture("make-token");
        console.submit().click();
        waitUntil(page.locator("dialog"), "Copy it now");
        String token = page.locator("#made").inputValue();
        assertThat(token).startsWith("elch_robot-" + console.run + ".");
        console.picture("made-token");
        console.submit().click();

        waitUntil(console.row("robot-" + console.run), "viewer.*good.*never");
        assertThat(page.locator("dialog")).isEmpty();
        assertThat(page.content()).doesNotContain(token);
        service.as(token)
                .get()
                .uri("/api/admin/dlq/me")
                .exchange()
                .expectStatus()
                .isOk();

        page.locator("#v-robot-" + console.run).click();
        console.giveReason("a test is over");
        console.submit().click();
        waitUntil(console.row("robot-" + console.run), "revoked");
        console.picture("tokens");
        service.as(token)
                .get()
                .uri("/api/admin/dlq/me")
                .exchange()
                .expectStatus()
                .isUnauthorized();
        assertThat(console.complaints).isEmpty();
    }

    @Test
    void the_look_at_a_page_finds_what_keeps_people_out() {
        page.setContent("<main><h1>x</h1><img src='x'><p style='color:#bbb;background:#fff'>pale</p></main>");

        assertThatThrownBy(() -> Axe.assertOpenToEverybody(page::evaluate, "a planted page"))
                .hasMessageContaining("image-alt")
                .hasMessageContaining("color-contrast");
    }

    @Test
    void only_admins_see_the_way_to_the_tokens() {
        console.signIn(Services.OPERATOR);
        waitUntil(page.locator("h1"), "Dead letters by cause");

        assertThat(page.locator("#for-admins").isVisible()).isFalse();
    }

    @Test
    void a_wrong_token_is_refused_in_words() {
        console.signIn("wrong");

        waitUntil(page.getByRole(AriaRole.ALERT), "That token is not valid");
        console.picture("sign-in");
    }

    /** Anyone can make such a link: who follows it would otherwise act under the name of another. */
    @Test
    void a_token_in_the_address_is_used_only_by_who_agrees() {
        page.navigate(RunningService.shared().url() + "/#token=" + Services.VIEWER);
        waitUntil(page.locator("h1"), "Use the API token of this link?");
        assertThat(page.url()).doesNotContain(Services.VIEWER);
        assertThat(page.evaluate("JSON.stringify(sessionStorage)").toString()).doesNotContain(Services.VIEWER);

        page.locator("#leave-token").click();
        waitUntil(page.locator("h1"), "Sign in");

        page.navigate(RunningService.shared().url() + "/#token=" + Services.VIEWER);
        page.locator("#use-token").click();
        waitUntil(page.locator("#role"), "viewer");
    }

    private void replay(String message) {
        console.goTo("groups");
        console.row(message)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Replay"))
                .click();
        waitUntil(page.locator("dialog"), "25 would be sent again");
        console.giveReason("the relay works again");
        console.picture("replay");
        console.submit().click();
        waitUntil(page.locator("#balance"), "25 selected = 25 delivered");
        waitUntil(page.locator("main .badge").first(), "done");
        console.picture("job");
    }
}

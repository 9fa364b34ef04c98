package dev.elch.dlq;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import dev.elch.contract.DeliveryHeaders;
import dev.elch.dlq.FakeDeliveryService.Outcome;
import dev.elch.testkit.browser.Axe;
import dev.elch.testkit.stack.Stack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The console in a browser. Pictures of its pages are left in {@code target/console}. */
@Tag("slow")
class ConsoleIT {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path PICTURES = Path.of("target", "console");
    private static final double LIMIT_MILLIS = 120_000;

    private final RunningService service = RunningService.shared();
    private final String run = word();
    private final String full = "mailbox full " + run;
    private final String gone = "no such user " + run;
    private final List<String> complaints = new ArrayList<>();
    private Playwright playwright;
    private Browser browser;
    private Page page;

    @BeforeEach
    void open() {
        Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "there is no " + CHROMIUM + " for this test");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
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
        page = browser.newPage(new Browser.NewPageOptions().setColorScheme(ColorScheme.LIGHT));
        page.setDefaultTimeout(LIMIT_MILLIS);
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(complaints::add);
    }

    @AfterEach
    void close() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @Test
    void leads_from_fifty_dead_letters_of_two_causes_to_all_delivered() {
        List<String> keys = deadLetters();
        try (FakeDeliveryService delivery =
                new FakeDeliveryService(Stack.shared(), key -> keys.contains(key) ? Outcome.SENT : null)) {
            signIn(Services.OPERATOR);
            waitUntil(row(full), Pattern.compile("25"));
            picture("groups");
            row(full).getByRole(AriaRole.LINK).click();
            waitUntil(page.locator("h1"), Pattern.compile("Dead letters"));
            picture("deadLetters");
            page.locator("#discard").click();
            waitUntil(page.locator("dialog"), Pattern.compile("Reason"));
            picture("discard");
            page.locator("dialog").getByText("Close").click();
            page.locator("tbody tr").first().getByRole(AriaRole.LINK).click();
            waitUntil(page.locator("h1"), Pattern.compile("^Dead letter$"));
            picture("deadLetter");

            replay(full);
            replay(gone);

            page.navigate(service.url() + "/#/groups");
            waitUntil(row(full).locator("td.number").first(), Pattern.compile("^0$"));
            waitUntil(row(gone).locator("td.number").first(), Pattern.compile("^0$"));
            assertThat(delivery.deliveries().values()).hasSize(50).containsOnly(1);
        }
        page.navigate(service.url() + "/#/audit");
        waitUntil(page.locator("main"), Pattern.compile("The log is intact"));
        picture("audit");
        page.navigate(service.url() + "/#/jobs");
        waitUntil(page.locator("tbody"), Pattern.compile("the relay works again"));
        picture("jobs");
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_dead_letter_is_edited_and_what_does_not_fit_is_said_at_its_field() {
        String key = deadLetters().get(0);
        try (FakeDeliveryService delivery =
                new FakeDeliveryService(Stack.shared(), sent -> sent.equals(key) ? Outcome.SENT : null)) {
            signIn(Services.OPERATOR);
            waitUntil(row(full), Pattern.compile("25"));
            page.navigate(service.url() + "/#/dead-letters/" + key + "~0");
            waitUntil(page.locator("h1"), Pattern.compile("^Dead letter$"));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Edit and replay"))
                    .click();
            page.getByLabel("Reason").fill("a typo");
            page.getByLabel("occurredAt").fill("yesterday");
            page.locator("dialog button[type=submit]").click();
            waitUntil(page.locator("#e-occurredAt-wrong"), Pattern.compile("it must be an instant"));
            picture("edit");
            page.getByLabel("occurredAt")
                    .fill(java.time.Instant.now()
                            .minusSeconds(60)
                            .truncatedTo(java.time.temporal.ChronoUnit.MILLIS)
                            .toString());
            page.getByLabel("email").fill("right@example.mn");
            page.locator("dialog button[type=submit]").click();
            waitUntil(page.locator("main .state").first(), Pattern.compile("delivered"));
            waitUntil(page.locator("main"), Pattern.compile("/email: bat@example.mn → right@example.mn"));
            picture("edited");
            assertThat(delivery.deliveries()).containsOnlyKeys(key + "~1");
        }
    }

    @Test
    void the_mail_of_a_dead_letter_is_shown_as_it_looks() {
        String key = deadLetters().get(0);
        signIn(Services.OPERATOR);
        waitUntil(row(full), Pattern.compile("25"));
        page.navigate(service.url() + "/#/dead-letters/" + key + "~0");
        waitUntil(page.locator("main"), Pattern.compile("You signed in - Elch"));
        FrameLocator mail = page.frameLocator("#mail-frame");

        assertThat(mail.locator("h1")).hasText("Hello bat");
        assertThat(mail.locator("h1")).hasCSS("color", "rgb(10, 107, 45)");
        assertThat(mail.locator("body")).hasCSS("background-color", "rgb(255, 255, 255)");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(mail.locator("body")).hasCSS("background-color", "rgb(16, 16, 16)");
        assertThat(page.getByTitle("The mail \"You signed in - Elch\"")).isVisible();
        page.getByText("Plain text version").click();
        waitUntil(page.locator("main details"), Pattern.compile("Hello bat <bat@example.mn>"));
        picture("mail");
        assertThat(complaints).isEmpty();
    }

    @Test
    void no_script_of_a_mail_runs_and_nothing_is_fetched_for_it() throws IOException {
        String key = deadLetters().get(0);
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
        signIn(Services.OPERATOR);
        waitUntil(row(full), Pattern.compile("25"));
        page.evaluate(
                "window.told = []; addEventListener('message', (event) => told.push(JSON.stringify(event.data)))");
        page.evaluate("location.hash = '#/dead-letters/" + key + "~0'");
        FrameLocator mail = page.frameLocator("#mail-frame");
        assertThat(mail.locator("p")).hasText("Hostile");
        mail.locator("a").click();
        mail.locator("button").click();
        waitUntil(page.locator("h1"), Pattern.compile("^Dead letter$"));

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
        String key = deadLetters().get(0);
        NotificationForTests.shared().answer(key, 500, "");
        signIn(Services.OPERATOR);
        waitUntil(row(full), Pattern.compile("25"));
        page.navigate(service.url() + "/#/dead-letters/" + key + "~0");
        waitUntil(page.locator("main"), Pattern.compile("notification-service, which writes mails, answered 500"));
        picture("no-mail");

        NotificationForTests.shared().answer(key, 422, "{\"detail\": \"bad_address: it is not plain\"}");
        page.locator("#mail-again").click();
        waitUntil(page.locator("main"), Pattern.compile("No mail can be written of this dead letter. bad_address"));
    }

    @Test
    void dead_letters_are_handed_over_to_another_topic_after_its_own_preview() {
        deadLetters();
        signIn(Services.OPERATOR);
        waitUntil(row(full), Pattern.compile("25"));
        row(full)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Replay"))
                .click();
        page.getByLabel("Topic").selectOption(OtherTopic.NAME);
        waitUntil(page.locator("dialog"), Pattern.compile("Their outcome there is unknown"));
        page.getByLabel("Reason").fill("it is theirs");
        picture("hand-over");
        page.locator("dialog button[type=submit]").click();
        waitUntil(page.locator("#balance"), Pattern.compile("25 handed over"));
        waitUntil(page.locator("main .state").first(), Pattern.compile("done"));
        picture("handed-over");
        page.navigate(service.url() + "/#/jobs");
        waitUntil(page.locator("tbody"), Pattern.compile("it is theirs"));
        picture("jobs-handed-over");
        assertThat(complaints).isEmpty();
    }

    @Test
    void where_there_is_only_the_replay_topic_there_is_no_choice() {
        deadLetters();
        page.route("**/replays/preview", route -> {
            APIResponse answer = route.fetch();
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(answer)
                    .setBody(answer.text().replaceFirst("(\"topics\":\\[\"[^\"]+\")[^\\]]*", "$1")));
        });
        signIn(Services.OPERATOR);
        waitUntil(row(full), Pattern.compile("25"));
        row(full)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Replay"))
                .click();
        waitUntil(page.locator("dialog"), Pattern.compile("25 would be sent again"));

        assertThat(page.getByLabel("Topic").count()).isZero();
    }

    @Test
    void the_form_of_an_edit_has_the_fields_of_the_schema_whatever_they_are() {
        String key = deadLetters().get(0);
        page.route("**/api/admin/dlq/fields", route -> {
            APIResponse answer = route.fetch();
            String more = ",{'name':'country','type':'text','nullable':true,'locked':false,'doc':'Where from.'},"
                    + "{'name':'trusted','type':'flag','nullable':true,'locked':false,'doc':''}]}";
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(answer)
                    .setBody(answer.text().replaceFirst("]}$", more.replace('\'', '"'))));
        });
        signIn(Services.OPERATOR);
        waitUntil(row(full), Pattern.compile("25"));
        page.navigate(service.url() + "/#/dead-letters/" + key + "~0");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Edit and replay"))
                .click();

        assertThat(page.getByLabel("eventKey")).hasAttribute("readonly", "");
        assertThat(page.getByLabel("newDevice")).hasAttribute("type", "checkbox");
        assertThat(page.getByLabel("country")).hasAccessibleDescription("Where from.");
        page.getByLabel("country").fill("MN");
        page.getByLabel("trusted").selectOption("true");
        page.getByLabel("Reason").fill("a newer schema");
        picture("edit-of-a-newer-schema");
        page.locator("dialog button[type=submit]").click();
        waitUntil(page.locator("#e-country-wrong"), Pattern.compile("is no field of UserSignedIn"));
        assertThat(page.locator("#e-trusted")).hasAttribute("aria-invalid", "true");
    }

    @Test
    void discarding_says_how_many_of_which_causes_and_asks_for_the_number_of_many() {
        for (int i = 0; i < 3; i++) {
            deadLetters();
        }
        signIn(Services.OPERATOR);
        waitUntil(row(full), Pattern.compile("75"));
        page.navigate(service.url() + "/#/dead-letters?text=" + run);
        page.locator("#discard").click();
        waitUntil(page.locator("dialog h2"), Pattern.compile("^Discard 150 dead letters of 2 causes$"));
        waitUntil(page.locator("dialog .causes"), Pattern.compile("75 × bad address"));
        waitUntil(page.locator("dialog .scope"), Pattern.compile("state open, text " + run));
        assertThat(page.locator("dialog button[type=submit]")).hasClass("main danger");
        picture("discard-many");
        service.openDeadLetter("late-" + run);
        page.getByLabel("Reason").fill("a test");
        page.getByLabel("To confirm, type the number").fill("15");
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("dialog")).isVisible();
        page.getByLabel("To confirm, type the number").fill("150");
        page.locator("dialog button[type=submit]").click();
        waitUntil(page.locator("#news"), Pattern.compile("150 dead letters: discarded"));
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_dialog_whose_dead_letters_have_changed_shows_the_new_ones() {
        List<String> keys = deadLetters();
        signIn(Services.OPERATOR);
        waitUntil(row(full), Pattern.compile("25"));
        row(full)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Discard"))
                .click();
        waitUntil(page.locator("dialog h2"), Pattern.compile("^Discard 25 dead letters of 1 cause$"));
        service.as(Services.OPERATOR)
                .post()
                .uri("/api/admin/dlq/" + keys.get(0) + "~0/discard")
                .bodyValue(Map.of("reason", "in between"))
                .exchange()
                .expectStatus()
                .isOk();
        page.getByLabel("Reason").fill("a test");
        page.locator("dialog button[type=submit]").click();
        waitUntil(page.locator("dialog h2"), Pattern.compile("^Discard 24 dead letters of 1 cause$"));
        waitUntil(page.locator("dialog"), Pattern.compile("Look at the new preview"));
        page.getByLabel("Reason").fill("a test");
        page.locator("dialog button[type=submit]").click();
        waitUntil(page.locator("#news"), Pattern.compile("24 dead letters: discarded"));
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
        signIn(Services.OPERATOR);
        waitUntil(page.locator("h1"), Pattern.compile("Dead letters by cause"));
        page.navigate(service.url() + "/#/dead-letters/" + key + "~0");
        waitUntil(page.locator("main"), Pattern.compile("It cannot be decoded: .* begin with \"01\""));
        waitUntil(page.locator("[aria-label=Attempts] tbody"), Pattern.compile("smtp.*retry.*mailbox full.*12 ms"));
        waitUntil(page.locator("pre.trace"), Pattern.compile("at org.example.A.b"));
        waitUntil(page.locator("pre.dump"), Pattern.compile("000000\\s+01\\s+\\."));
        page.locator("pre.dump").scrollIntoViewIfNeeded();
        picture("undecodable");
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_viewer_sees_no_buttons() {
        deadLetters();
        signIn(Services.VIEWER);
        waitUntil(row(gone), Pattern.compile("25"));

        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Replay"))
                        .count())
                .isZero();
    }

    @Test
    void an_admin_makes_a_token_sees_it_once_and_takes_it_back() {
        signIn(Services.ADMIN);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Tokens"))
                .click();
        page.locator("#make").click();
        page.getByLabel("Name").fill("robot-" + run);
        picture("make-token");
        page.locator("dialog button[type=submit]").click();
        waitUntil(page.locator("dialog"), Pattern.compile("Copy it now"));
        String token = page.locator("#made").inputValue();
        assertThat(token).startsWith("elch_robot-" + run + ".");
        picture("made-token");
        page.locator("dialog button[type=submit]").click();

        waitUntil(row("robot-" + run), Pattern.compile("viewer.*good.*never"));
        assertThat(page.locator("dialog")).isEmpty();
        assertThat(page.content()).doesNotContain(token);
        service.as(token)
                .get()
                .uri("/api/admin/dlq/me")
                .exchange()
                .expectStatus()
                .isOk();

        page.locator("#v-robot-" + run).click();
        page.getByLabel("Reason").fill("a test is over");
        page.locator("dialog button[type=submit]").click();
        waitUntil(row("robot-" + run), Pattern.compile("revoked"));
        picture("tokens");
        service.as(token)
                .get()
                .uri("/api/admin/dlq/me")
                .exchange()
                .expectStatus()
                .isUnauthorized();
        assertThat(complaints).isEmpty();
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
        signIn(Services.OPERATOR);
        waitUntil(page.locator("h1"), Pattern.compile("Dead letters by cause"));

        assertThat(page.locator("#for-admins").isVisible()).isFalse();
    }

    @Test
    void a_wrong_token_is_refused_in_words() {
        signIn("wrong");

        waitUntil(page.getByRole(AriaRole.ALERT), Pattern.compile("That token is not valid"));
        picture("sign-in");
    }

    /** Tells runs apart by letters alone: digits do not tell causes apart. */
    private static String word() {
        return ThreadLocalRandom.current()
                .ints(8, 'g', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void replay(String message) {
        page.navigate(service.url() + "/#/groups");
        row(message)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Replay"))
                .click();
        waitUntil(page.locator("dialog"), Pattern.compile("25 would be sent again"));
        page.getByLabel("Reason").fill("the relay works again");
        picture("replay");
        page.locator("dialog button[type=submit]").click();
        waitUntil(page.locator("#balance"), Pattern.compile("25 selected = 25 delivered"));
        waitUntil(page.locator("main .state").first(), Pattern.compile("done"));
        picture("job");
    }

    private void signIn(String token) {
        page.navigate(service.url() + "/");
        page.getByLabel("API token").fill(token);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in with the token"))
                .click();
    }

    private Locator row(String message) {
        return page.locator("tbody tr", new Page.LocatorOptions().setHasText(message));
    }

    private static void waitUntil(Locator place, Pattern text) {
        assertThat(place)
                .containsText(
                        text,
                        new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                                .setTimeout(LIMIT_MILLIS));
    }

    private void picture(String name) {
        assertThat(page.locator("body").innerText()).doesNotContain("[object", "undefined", "NaN");
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            Axe.assertOpenToEverybody(page::evaluate, name + " " + scheme);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + (scheme == ColorScheme.DARK ? "-dark" : "") + ".png")));
        }
    }

    private List<String> deadLetters() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
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
}

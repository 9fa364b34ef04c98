package dev.elch.auth.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.elch.auth.AuthServiceForTests;
import dev.elch.auth.PublishedSignIns;
import dev.elch.auth.TestBrowser;
import dev.elch.contract.UserSignedIn;
import dev.elch.embeddedmongo.EmbeddedMongo;
import dev.elch.standin.github.GitHubStandIn;
import dev.elch.standin.github.Persona;
import dev.elch.testkit.stack.Stack;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** The meters that docs/auth-service.md lists are those that can be scraped, and each moves when its thing happens. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MetersIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Pattern DOCUMENTED = Pattern.compile("`(elch\\.[a-z.]+)`");
    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (elch_[a-z_]+) ");

    @TempDir
    private static Path folder;

    private static EmbeddedMongo database;
    private static GitHubStandIn gitHub;
    private static AuthServiceForTests service;

    private final TestBrowser browser = new TestBrowser(service.uri());

    @BeforeAll
    static void start() {
        database = EmbeddedMongo.start(0, folder.resolve("database"));
        gitHub = GitHubStandIn.start(0);
        service = AuthServiceForTests.start(
                Stack.shared().bootstrapServers(),
                Stack.shared().registryUrl(),
                database.uri("auth"),
                gitHub,
                Map.of("elch.outbox.budget", "1ms"));
    }

    @AfterAll
    static void stop() {
        service.close();
        gitHub.close();
        database.close();
    }

    @Test
    @Order(1)
    void shows_every_reason_before_the_first_failure() {
        assertThat(scrape())
                .contains("elch_auth_sign_in_failures_events_total{reason=\"limited\"} 0.0")
                .contains("elch_auth_sign_in_failures_events_total{reason=\"not-permitted\"} 0.0");
    }

    @Test
    @Order(2)
    void a_sign_in_moves_its_meters() {
        assertMoves("elch_auth_sign_ins", () -> browser.signInAs(Persona.VERIFIED));
        assertMoves("elch_auth_published_events_total{way=\"at_once\"}", () -> browser.signInAs(Persona.VERIFIED));
        assertMoves("elch_auth_publish_seconds_count", () -> browser.signInAs(Persona.VERIFIED));
        assertMoves("elch_auth_budget_exceeded", () -> browser.signInAs(Persona.VERIFIED));
    }

    @Test
    @Order(3)
    void a_failed_sign_in_moves_the_meter_of_its_reason() {
        assertMoves(
                "elch_auth_sign_in_failures_events_total{reason=\"denied\"}",
                () -> browser.get(browser.deny(browser.beginSignIn()).toString()));
    }

    @Test
    @Order(4)
    void a_request_for_a_token_moves_its_meter() {
        assertMoves(
                "elch_auth_tokens_events_total{way=\"refused\"}",
                () -> browser.post(
                        "/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token", "no.secret")));
    }

    @Test
    @Order(5)
    void a_dispute_moves_its_meter() {
        try (PublishedSignIns published = new PublishedSignIns(
                Stack.shared().bootstrapServers(), Stack.shared().registryUrl())) {
            browser.signInAs(Persona.CYRILLIC_NAME);
            UserSignedIn event = published.next().value();
            await().atMost(SOON).until(() -> browser.get("/me").body().contains("Handed over for sending"));

            assertMoves(
                    "elch_auth_disputes",
                    () -> browser.post(
                            service.disputePath(
                                    event.getEventKey(),
                                    event.getUserId(),
                                    event.getEmail(),
                                    Instant.now().plusSeconds(60)),
                            Map.of("act", "session")));
        }
    }

    @Test
    @Order(6)
    void an_event_that_waits_moves_the_meters_of_the_outbox() {
        try (MongoClient client = MongoClients.create(database.uri("auth"))) {
            assertMoves("elch_auth_outbox_backlog", () -> hold(client, Filters.ne("publishedAt", null), 600));
            assertThat(sum("elch_auth_outbox_oldest")).isPositive();
            assertThat(page("/actuator/health", "application/json"))
                    .contains("\"outbox\":{", "\"waiting\":1", "\"oldest\":\"", "\"status\":\"UP\"")
                    .doesNotContain("DOWN");
            assertMoves(
                    "elch_auth_published_events_total{way=\"relay\"}",
                    () -> hold(client, Filters.ne("relayFrom", null), 0));
        }
        await().atMost(SOON).until(() -> sum("elch_auth_outbox_backlog") == 0);
    }

    @Test
    @Order(7)
    void a_sign_in_without_a_database_moves_the_meter_of_the_unsaved() {
        database.close();
        try {
            assertMoves("elch_auth_unsaved", () -> browser.signInAs(Persona.VERIFIED));
        } finally {
            database = EmbeddedMongo.start(database.port(), folder.resolve("database"));
        }
        await().atMost(SOON).until(() -> sum("elch_auth_unsaved") == 0);
    }

    @Test
    @Order(8)
    void what_is_scraped_is_what_is_documented() throws IOException {
        String page = Files.readString(Path.of("../docs/auth-service.md"));
        Set<String> documented = found(DOCUMENTED, page.substring(page.indexOf("## Meters")));
        Map<String, String> families = new HashMap<>();
        found(FAMILY, scrape()).forEach(family -> families.put(family, "undocumented"));

        Set<String> unseen = new TreeSet<>();
        for (String meter : documented) {
            String prefix = meter.replace('.', '_');
            List<String> its = families.keySet().stream()
                    .filter(family -> family.matches(Pattern.quote(prefix) + "(_events|_seconds)?(_total|_max)?"))
                    .toList();
            its.forEach(family -> families.put(family, meter));
            if (its.isEmpty()) {
                unseen.add(meter);
            }
        }

        assertThat(unseen).as("documented meters that are not scraped").isEmpty();
        assertThat(families).as("scraped meters").isNotEmpty().doesNotContainValue("undocumented");
    }

    /** Puts one stored sign-in back into the outbox, for the relay to publish {@code seconds} later. */
    private static void hold(MongoClient client, Bson which, int seconds) {
        Date relayFrom = Date.from(Instant.now().plusSeconds(seconds));
        Mono.from(client.getDatabase("auth")
                        .getCollection("sign_ins")
                        .updateOne(
                                which,
                                Updates.combine(Updates.unset("publishedAt"), Updates.set("relayFrom", relayFrom))))
                .block(SOON);
    }

    private static void assertMoves(String meter, Runnable action) {
        double before = sum(meter);
        action.run();
        await(meter + " to move from " + before).atMost(SOON).until(() -> sum(meter) > before);
    }

    private static double sum(String meter) {
        return scrape().lines()
                .filter(line -> line.startsWith(meter) && !line.contains("_max"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String scrape() {
        return page("/actuator/prometheus", "text/plain");
    }

    private static String page(String path, String type) {
        HttpResponse<String> page = new TestBrowser(service.uri())
                .get(path, "Authorization", "Bearer " + AuthServiceForTests.VIEWER_TOKEN, "Accept", type);
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body();
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().forEach(hit -> found.add(hit.group(1)));
        return found;
    }
}

package dev.elch.notification.meters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.UserSignedIn;
import dev.elch.notification.Events;
import dev.elch.notification.RunningService;
import dev.elch.notification.ScriptedProvider;
import dev.elch.notification.TestDependencies;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.jobs.ApiClient;
import dev.elch.notification.provider.FailoverMailProvider;
import dev.elch.notification.provider.MailProvider;
import dev.elch.notification.provider.Mails;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The meters that docs/notification-service.md lists are those that can be scraped, and each moves when its thing happens. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MetersIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(1);

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Pattern DOCUMENTED = Pattern.compile("`(elch\\.[a-z.]+)`");
    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (elch_[a-z_]+) ");
    private static final Set<String> ONCE = ConcurrentHashMap.newKeySet();
    private static final ScriptedProvider PROVIDER = new ScriptedProvider();
    private static RunningService service;
    private static ApiClient client;

    private final UserSignedIn event = Events.signIn();

    @BeforeAll
    static void start() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        byte[] webhookKey = generator.generateKeyPair().getPublic().getEncoded();
        List<String> settings = new ArrayList<>(List.of(ApiClient.tokens("desk-viewer")));
        settings.add("elch.sendgrid.webhook-public-key=" + Base64.getEncoder().encodeToString(webhookKey));
        settings.add("elch.webhook.keys.test=" + Base64.getEncoder().encodeToString(new byte[32]));
        settings.addAll(List.of(
                "elch.api.rate.burst=100000", "elch.quota.window=5s", "elch.quota.mails=3", "elch.digest.poll=200ms"));
        service = new RunningService(AROUND, PROVIDER, settings.toArray(String[]::new));
        client = new ApiClient(service.url());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    @Order(1)
    void the_service_is_up_while_all_is_well() {
        HttpResponse<String> health = client.get("desk-viewer", "/actuator/health");

        assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
        JsonNode components = ApiClient.json(health).get("components");
        assertThat(components.get("mongo").get("status").asString()).isEqualTo("UP");
        assertThat(components.get("intake").get("status").asString()).isEqualTo("UP");
    }

    @Test
    @Order(2)
    void a_mail_moves_the_meters_of_deliveries() {
        assertMoves("elch_deliveries_settled", this::publish);
        UserSignedIn another = Events.signIn();
        assertMoves("elch_deliveries_age_seconds_count", () -> service.publish(another));
        UserSignedIn third = Events.signIn();
        assertMoves("elch_delivery_attempts", () -> service.publish(third));
        assertMoves("elch_deliveries_duplicates", () -> service.publish(third));
        UserSignedIn fourth = Events.signIn();
        assertMoves("elch_quota_decisions", () -> service.publish(fourth));
    }

    @Test
    @Order(3)
    void a_retry_moves_the_meters_of_retries() {
        PROVIDER.answer(mail -> ONCE.add(mail.eventKey())
                ? new Outcome.RetryLater(Reason.of("provider_busy", "try again"))
                : new Outcome.Accepted(""));

        assertMoves("elch_retry_lateness_seconds_count", this::publish);

        PROVIDER.answer(mail -> ONCE.add("later " + mail.eventKey())
                ? new Outcome.RetryAfter(Instant.now().plusSeconds(20), Reason.of("greylisted", "later"))
                : new Outcome.Accepted(""));
        UserSignedIn waiting = Events.signIn();
        assertMoves("elch_retry_parked", () -> service.publish(waiting));
    }

    @Test
    @Order(4)
    void a_pause_and_its_end_are_seen() {
        PROVIDER.answer(mail -> new Outcome.Pause(Outcome.Pause.PROVIDER, Reason.of("provider_down", "closed")));
        assertMoves("elch_provider_paused", this::publish);

        PROVIDER.answer(mail -> new Outcome.Accepted(""));
        RunningService.await("the end of the pause", SOON, () -> sum("elch_provider_paused") == 0);
    }

    @Test
    @Order(5)
    void more_sign_ins_than_the_quota_move_the_meter_of_digests() {
        String user = event.getUserId();
        assertMoves("elch_digest_attempts", () -> {
            for (int signIn = 0; signIn < 6; signIn++) {
                service.publish(Events.signIn(user, "many@example.com"));
            }
        });
    }

    @Test
    @Order(6)
    void a_report_that_is_not_signed_moves_the_meter_of_reports() {
        assertMoves("elch_mail_reports", () -> client.post("desk-viewer", "/webhooks/sendgrid", "[]"));
    }

    @Test
    @Order(7)
    void a_call_of_a_provider_is_measured() {
        MailProvider configured = service.beans(MailProvider.class).stream()
                .filter(provider -> provider != PROVIDER)
                .findFirst()
                .orElseThrow();

        assertMoves("elch_provider_calls_seconds_count", () -> configured.send(Mails.typical()));

        assertThat(scrape())
                .containsPattern("elch_provider_calls_seconds_count\\{outcome=\"accepted\",provider=\"log\"} 1");
        assertThat(scrape()).containsPattern("elch_provider_breaker\\{provider=\"log\"} 0.0");
    }

    @Test
    @Order(8)
    void a_mail_that_the_failover_gets_is_counted() {
        ScriptedProvider refused = new ScriptedProvider();
        refused.answer(mail -> new Outcome.Pause(Outcome.Pause.PROVIDER, Reason.of("login_refused", "bad key")));
        MailProvider both =
                new FailoverMailProvider(refused, new ScriptedProvider(), service.bean(DeliveryMeters.class));

        assertMoves("elch_provider_failover", () -> both.handOver(Mails.typical()));
    }

    @Test
    @Order(9)
    void what_is_scraped_is_what_is_documented() throws IOException {
        String page = Files.readString(Path.of("../docs/notification-service.md"));
        String table = page.substring(page.indexOf("## Meters"), page.indexOf("## Settings"));
        Set<String> documented = found(DOCUMENTED, table);
        Map<String, String> families = new ConcurrentHashMap<>();
        found(FAMILY, scrape()).forEach(family -> families.put(family, "undocumented"));

        Set<String> unseen = new TreeSet<>();
        for (String meter : documented) {
            String prefix = meter.replace('.', '_');
            List<String> its = families.keySet().stream()
                    .filter(family -> family.equals(prefix) || isSuffixed(family, prefix))
                    .toList();
            its.forEach(family -> families.put(family, meter));
            if (its.isEmpty()) {
                unseen.add(meter);
            }
        }

        assertThat(unseen).as("documented meters that are not scraped").isEmpty();
        assertThat(families).as("scraped meters").doesNotContainValue("undocumented");
    }

    /** Prometheus' client adds the base unit, and the kind of value that it is. */
    private static boolean isSuffixed(String family, String prefix) {
        return family.matches(
                Pattern.quote(prefix)
                        + "(_(events|attempts|mails|records|reports|decisions|seconds|letters))?(_total|_max|_seconds|_seconds_max)?");
    }

    private void publish() {
        service.publish(event);
    }

    private static void assertMoves(String meter, Runnable action) {
        double before = sum(meter);
        action.run();
        RunningService.await(meter + " to move from " + before, SOON, () -> sum(meter) > before);
    }

    private static double sum(String meter) {
        return scrape().lines()
                .filter(line -> line.startsWith(meter) && !line.contains("_max") && !line.contains("_bucket"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String scrape() {
        HttpResponse<String> scraped = client.get("desk-viewer", "/actuator/prometheus");
        assertThat(scraped.statusCode()).isEqualTo(200);
        return scraped.body();
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().forEach(hit -> found.add(hit.group(1)));
        return found;
    }
}

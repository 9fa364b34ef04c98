package dev.elch.notification.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.notification.RunningService;
import dev.elch.notification.ScriptedProvider;
import dev.elch.notification.TestDependencies;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Odd requests are answered as problems that name what is wrong, and nothing is stored. */
class OddRequestsIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(2);

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SUBMIT = "/api/jobs/signin-notification";
    private static final ScriptedProvider PROVIDER = new ScriptedProvider();
    private static RunningService service;
    private static ApiClient client;

    private final String userId = "github:" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        List<String> settings = new ArrayList<>(List.of(ApiClient.tokens("shop-operator", "desk-viewer")));
        settings.add("elch.api.rate.burst=100000");
        service = new RunningService(AROUND, PROVIDER, settings.toArray(String[]::new));
        client = new ApiClient(service.url());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"0000-01-01T00:00:00Z\"",
                "\"1700-01-01T00:00:00Z\"",
                "\"1970-01-21T10:00:00Z\"",
                "\"+58100-01-01T00:00:00Z\"",
                "\"-1000000000-01-01T00:00:00Z\"",
                "\"+1000000000-12-31T23:59:59Z\"",
                "\"2026-03-01\"",
                "\"yesterday\"",
                "1767225600000",
                "true"
            })
    void a_time_that_no_sign_in_has_is_named(String occurredAt) {
        HttpResponse<String> refused = client.post("shop-operator", SUBMIT, body("\"occurredAt\": " + occurredAt));

        assertNames(refused, "occurredAt");
    }

    @Test
    void a_time_in_the_future_is_named() {
        for (Duration ahead : List.of(Duration.ofHours(1), Duration.ofDays(400))) {
            String later = Instant.now().plus(ahead).toString();

            assertNames(client.post("shop-operator", SUBMIT, body("\"occurredAt\": \"" + later + "\"")), "occurredAt");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-9223372036854775808",
                "9223372036854775807",
                "0",
                "-1",
                "99999999999999999999",
                "1e3",
                "1772359200000.5"
            })
    void a_number_that_is_no_time_of_a_sign_in_is_named(String timestamp) {
        assertNames(client.post("shop-operator", SUBMIT, body("\"timestamp\": " + timestamp)), "timestamp");
    }

    @Test
    void the_body_of_the_original_system_is_accepted() {
        Instant when = Instant.now().minusSeconds(60);
        String body = """
                {"userId": "%s", "email": "bold@example.com", "name": "Болд", "provider": "github",
                 "ipAddress": "203.0.113.7", "userAgent": "Mozilla/5.0", "timestamp": %s}""";

        HttpResponse<String> text = client.post(
                "shop-operator", SUBMIT, body.formatted(userId, "\"" + when + "\""), "Idempotency-Key", userId);
        HttpResponse<String> number = client.post(
                "shop-operator", SUBMIT, body.formatted(userId, when.toEpochMilli()), "Idempotency-Key", userId + ".n");

        assertThat(List.of(text.statusCode(), number.statusCode())).containsOnly(202);
        completed(userId);
        completed(userId + ".n");
    }

    @Test
    void a_compressed_body_is_refused_in_words() {
        String body = body("\"timestamp\": \"2026-03-01T10:00:00Z\"");

        HttpResponse<String> refused = client.post("shop-operator", SUBMIT, body, "Content-Encoding", "gzip");

        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(refused.headers().firstValue("Accept-Encoding")).contains("identity");
        assertThat(refused.body()).contains("\"detail\":\"Send the body as it is");
    }

    @Test
    void a_time_is_given_once() {
        String both = "\"timestamp\": \"2026-03-01T10:00:00Z\", \"occurredAt\": \"2026-03-01T10:00:00Z\"";

        assertNames(client.post("shop-operator", SUBMIT, body(both)), "timestamp");
    }

    @ParameterizedTest
    @CsvSource({
        "?userId=u&status=dlq,status",
        "?userId=u&limit=5&limit=6,limit",
        "?userId=u&Limit=5,Limit",
        "?userId=u&,''"
    })
    void a_parameter_that_the_list_does_not_read_is_named(String query, String named) {
        HttpResponse<String> answer = client.get("desk-viewer", "/api/jobs" + query);

        if (named.isEmpty()) {
            assertThat(answer.statusCode()).isEqualTo(200);
        } else {
            assertNames(answer, named);
        }
    }

    @Test
    void no_operation_ignores_a_parameter() {
        assertNames(client.get("desk-viewer", "/api/jobs/none?verbose=true"), "verbose");
        assertNames(client.get("desk-viewer", "/api/jobs/none/events?since=1"), "since");
        assertNames(client.get("desk-viewer", "/api/jobs/none/explain?language=en"), "language");
        assertNames(client.post("shop-operator", SUBMIT + "?dryRun=true", body("\"newDevice\": true")), "dryRun");
        assertNames(client.post("shop-operator", "/api/mails/rendering?lang=en", "{}"), "lang");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "..",
                "...",
                "-",
                ":",
                "_",
                "signin-notification",
                "Signin-Notification",
                "null",
                "undefined",
                "a b",
                "a/b",
                "a,b",
                "digest.0123.4",
                "body.1"
            })
    void a_key_that_could_be_taken_for_something_else_is_refused(String key) {
        HttpResponse<String> refused =
                client.post("shop-operator", SUBMIT, body("\"newDevice\": true"), "Idempotency-Key", key);

        assertNames(refused, "Idempotency-Key");
    }

    @Test
    void a_key_that_is_there_twice_is_refused() {
        HttpResponse<String> refused = client.post(
                "shop-operator",
                SUBMIT,
                body("\"newDevice\": true"),
                "Idempotency-Key",
                "one",
                "Idempotency-Key",
                "two");

        assertThat(refused.statusCode()).isEqualTo(400);
    }

    @Test
    void a_field_that_is_there_twice_is_named() {
        assertNames(client.post("shop-operator", SUBMIT, body("\"email\": \"other@example.com\"")), "email");
    }

    @Test
    void every_refusal_is_a_problem_with_the_same_fields() {
        List<HttpResponse<String>> refusals = List.of(
                client.get("desk-viewer", "/api/nothing/here"),
                client.get("desk-viewer", "/api/jobs/none"),
                client.send(client.as("shop-operator", "/api/jobs/x").DELETE()),
                client.send(client.as("desk-viewer", "/api/jobs?userId=u")
                        .header("Accept", "text/csv")
                        .GET()),
                client.send(client.as("shop-operator", SUBMIT)
                        .header("Content-Type", "application/xml")
                        .POST(HttpRequest.BodyPublishers.ofString("<job/>"))),
                client.post("shop-operator", SUBMIT, "{\"userId\": "),
                client.post("shop-operator", SUBMIT, ""),
                client.post("shop-operator", SUBMIT, "[".repeat(10_000)),
                client.post("shop-operator", SUBMIT, "{} {}"),
                client.post("shop-operator", SUBMIT, "{\"userId\": \"" + "x".repeat(400_000) + "\"}"),
                client.post("desk-viewer", SUBMIT, "{}"),
                client.send(client.anybody("/api/jobs").GET()));

        assertThat(refusals)
                .extracting(HttpResponse::statusCode)
                .containsExactly(404, 404, 405, 406, 415, 400, 400, 400, 400, 413, 403, 401);
        for (HttpResponse<String> refusal : refusals) {
            assertThat(refusal.headers().firstValue("Content-Type"))
                    .as("of %s", refusal)
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
            JsonNode problem = ApiClient.json(refusal);
            assertThat(problem.propertyNames())
                    .as("fields of %s", refusal.body())
                    .contains("type", "title", "status", "detail", "instance");
            assertThat(problem.get("status").intValue()).isEqualTo(refusal.statusCode());
            assertThat(problem.get("instance").stringValue())
                    .isEqualTo(refusal.uri().getPath());
            assertThat(problem.get("detail").stringValue()).doesNotContain("Exception", "dev.elch", "tools.jackson");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api//jobs",
                "/api/../jobs",
                "/api/%2e%2e/jobs",
                "/api/jobs;a=b",
                "/api/jobs/%00",
                "/api/jobs/a%2Fb",
                "/api/jobs/%2561",
                "/api/jobs/%0d%0aX:y"
            })
    void a_path_that_could_be_read_in_two_ways_is_refused_in_words(String path) {
        assertProblem(client.get("desk-viewer", path), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROPFIND", "get", "TRACEROUTE"})
    void a_method_that_is_none_is_refused_in_words(String method) {
        assertProblem(
                client.send(client.as("desk-viewer", "/api/jobs?userId=u")
                        .method(method, HttpRequest.BodyPublishers.noBody())),
                403);
    }

    @Test
    void an_accept_header_that_cannot_be_read_is_refused_in_words() {
        assertProblem(
                client.send(client.as("desk-viewer", "/api/jobs?userId=u")
                        .header("Accept", "///;q=9")
                        .GET()),
                406);
    }

    private static void assertProblem(HttpResponse<String> refusal, int status) {
        assertThat(refusal.statusCode()).as(refusal.body()).isEqualTo(status);
        assertThat(refusal.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(ApiClient.json(refusal).propertyNames()).contains("type", "title", "status", "detail", "instance");
    }

    @Test
    void twenty_posts_at_once_of_one_user_get_ten_mails_and_ten_refusals() {
        List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 20)
                .mapToObj(post -> CompletableFuture.supplyAsync(() -> client.post(
                        "shop-operator",
                        SUBMIT,
                        body("\"login\": \"b" + post + "\""),
                        "Idempotency-Key",
                        userId + "." + post)))
                .toList();

        List<HttpResponse<String>> answers =
                calls.stream().map(CompletableFuture::join).toList();

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 202).hasSize(10);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 429).hasSize(10);
        RunningService.await("ten mails", SOON, () -> mails() == 10);
        List<String> enqueued = answers.stream()
                .filter(answer -> answer.statusCode() == 202)
                .map(answer -> ApiClient.json(answer).get("jobId").stringValue())
                .toList();
        enqueued.forEach(OddRequestsIT::completed);
        assertThat(mails()).isEqualTo(10);
    }

    @Test
    void a_refused_post_can_be_sent_again_with_its_key_and_leaves_nothing_behind() {
        for (int post = 0; post < 10; post++) {
            client.post("shop-operator", SUBMIT, body("\"newDevice\": false"), "Idempotency-Key", userId + "." + post);
        }

        HttpResponse<String> eleventh =
                client.post("shop-operator", SUBMIT, body("\"newDevice\": false"), "Idempotency-Key", userId + ".11");

        assertThat(eleventh.statusCode()).isEqualTo(429);
        assertThat(client.get("desk-viewer", "/api/jobs/" + userId + ".11").statusCode())
                .isEqualTo(404);
    }

    @Test
    void without_a_key_the_same_body_with_its_time_is_the_same_job() {
        String withTime = body("\"occurredAt\": \"" + Instant.now().minusSeconds(5) + "\"");

        HttpResponse<String> first = client.post("shop-operator", SUBMIT, withTime);
        HttpResponse<String> again = client.post("shop-operator", SUBMIT, withTime);

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        completed(ApiClient.json(first).get("jobId").stringValue());
        assertThat(mails()).isEqualTo(1);
    }

    @Test
    void without_a_key_and_without_a_time_two_bodies_are_two_jobs() {
        HttpResponse<String> first = client.post("shop-operator", SUBMIT, body("\"newDevice\": false"));
        HttpResponse<String> second = client.post("shop-operator", SUBMIT, body("\"newDevice\": false"));

        assertThat(List.of(first.statusCode(), second.statusCode())).containsOnly(202);
        RunningService.await("two mails", SOON, () -> mails() == 2);
    }

    private String body(String more) {
        return "{\"userId\": \"" + userId + "\", \"email\": \"" + address() + "\", " + more + "}";
    }

    /** One recipient per test, so that its mails can be counted. */
    private String address() {
        return userId.substring("github:".length()) + "@example.com";
    }

    private long mails() {
        return PROVIDER.acceptedFor(address());
    }

    private static void assertNames(HttpResponse<String> refused, String field) {
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        JsonNode problem = ApiClient.json(refused);
        assertThat(problem.get("type").stringValue()).isEqualTo("urn:elch:problem:invalid");
        assertThat(problem.get("errors")
                        .valueStream()
                        .map(error -> error.get("field").stringValue()))
                .contains(field);
    }

    private static void completed(String jobId) {
        RunningService.await("job " + jobId + " is completed", SOON, () -> {
            JsonNode job = ApiClient.json(client.get("desk-viewer", "/api/jobs/" + jobId));
            return job.has("status") && job.get("status").asString().equals("completed");
        });
    }
}

package dev.elch.notification.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.notification.Events;
import dev.elch.notification.RunningService;
import dev.elch.notification.ScriptedProvider;
import dev.elch.notification.TestDependencies;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.ledger.MongoSubmissions;
import dev.elch.notification.ledger.Submission;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What the examples of docs/api.md cannot show: what happens over time, and at the same time. */
class JobApiIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(2);

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SUBMIT = "/api/jobs/signin-notification";
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final ScriptedProvider PROVIDER = new ScriptedProvider();
    private static RunningService service;
    private static ApiClient client;

    private final String userId = "github:" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        List<String> settings = new ArrayList<>(List.of(ApiClient.tokens("shop-operator", "desk-viewer")));
        settings.add("elch.jobs.watch-every=50ms");
        settings.add("elch.jobs.heartbeat=200ms");
        settings.add("elch.api.rate.burst=100000");
        service = new RunningService(AROUND, PROVIDER, settings.toArray(String[]::new));
        client = new ApiClient(service.url());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_job_without_a_key_gets_a_uuid_of_version_7() {
        HttpResponse<String> answer = client.post("shop-operator", SUBMIT, body());

        String jobId = ApiClient.json(answer).get("jobId").stringValue();
        assertThat(UUID.fromString(jobId).version()).isEqualTo(7);
        assertThat(answer.headers().firstValue("Location")).contains("/api/jobs/" + jobId);
        assertThat(completed(jobId).get("attemptCount").intValue()).isEqualTo(1);
    }

    @Test
    void a_job_goes_the_way_of_every_sign_in_with_its_trace() {
        client.post("shop-operator", SUBMIT, body(), "Idempotency-Key", userId + ".traced", "traceparent", TRACE);
        completed(userId + ".traced");

        ConsumerRecord<byte[], byte[]> record = service.recordsOn(Topics.USER_SIGNED_IN).stream()
                .filter(found -> userId.equals(new String(found.key(), StandardCharsets.UTF_8)))
                .findFirst()
                .orElseThrow();

        assertThat(record.headers().lastHeader(DeliveryHeaders.TRACEPARENT).value())
                .asString()
                .isEqualTo(TRACE);
        assertThat(service.settled()).anyMatch(settled -> settled.getEventKey().equals(userId + ".traced"));
    }

    @Test
    void a_mail_that_was_only_shown_is_not_sent_and_leaves_nothing_behind() {
        String key = userId + ".shown";
        String event = "{\"eventKey\": \"" + key + "\", \"userId\": \"" + userId
                + "\", \"login\": \"bold\", \"email\": \"bold@example.com\", \"occurredAt\": \"2026-03-01T10:00:00Z\"}";
        for (int look = 0; look < 12; look++) {
            assertThat(client.post("shop-operator", "/api/mails/rendering", event)
                            .statusCode())
                    .isEqualTo(200);
        }

        HttpResponse<String> sent = client.post("shop-operator", SUBMIT, body(), "Idempotency-Key", userId + ".sent");
        assertThat(sent.statusCode())
                .as("twelve looks leave the quota of ten as it is")
                .isEqualTo(202);
        completed(userId + ".sent");

        assertThat(client.get("desk-viewer", "/api/jobs/" + key).statusCode()).isEqualTo(404);
        assertThat(PROVIDER.accepted()).contains(userId + ".sent").doesNotContain(key);
    }

    @Test
    void a_job_whose_instance_died_before_it_was_published_is_published_by_another() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        SignIn signIn = new JobRequest(
                        userId, "bold@example.com", null, null, null, null, null, null, false, null, null)
                .signIn(userId + ".orphan", now);

        service.bean(MongoSubmissions.class)
                .enter(new Submission(signIn, "hash", "shop-operator", null), now, now)
                .block(SOON);

        assertThat(completed(userId + ".orphan").get("submitter").stringValue()).isEqualTo("shop-operator");
    }

    @Test
    void twenty_callers_with_the_same_key_make_one_job_and_one_mail() {
        String key = userId + ".raced";
        List<CompletableFuture<Integer>> calls = IntStream.range(0, 20)
                .mapToObj(caller -> CompletableFuture.supplyAsync(
                        () -> client.post("shop-operator", SUBMIT, body(), "Idempotency-Key", key)
                                .statusCode()))
                .toList();

        assertThat(calls.stream().map(CompletableFuture::join))
                .containsOnlyOnce(202)
                .containsOnly(202, 409);
        completed(key);
        assertThat(PROVIDER.askedFor(key)).hasSize(1);
    }

    @Test
    void a_sign_in_that_came_by_topic_can_be_looked_at_too() {
        UserSignedIn event = Events.signIn();

        service.publish(event);

        JsonNode job = completed(event.getEventKey());
        assertThat(job.get("userId").stringValue()).isEqualTo(event.getUserId());
        assertThat(job.has("submitter")).isFalse();
        HttpResponse<String> reused =
                client.post("shop-operator", SUBMIT, body(), "Idempotency-Key", event.getEventKey());
        assertThat(ApiClient.json(reused).get("type").stringValue()).isEqualTo("urn:elch:problem:key-reused");
    }

    @Test
    void a_watcher_hears_of_every_change_and_that_we_are_there_in_between() {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        PROVIDER.answer(mail -> {
            await(mayAnswer);
            return new Outcome.Accepted("");
        });
        String key = userId + ".watched";
        client.post("shop-operator", SUBMIT, body(), "Idempotency-Key", key);
        awaitStatus(key, "processing");

        List<CompletableFuture<String>> watchers = IntStream.range(0, 5)
                .mapToObj(watcher ->
                        CompletableFuture.supplyAsync(() -> client.get("desk-viewer", "/api/jobs/" + key + "/events")
                                .body()))
                .toList();
        java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(700).toNanos());
        mayAnswer.countDown();

        for (CompletableFuture<String> watcher : watchers) {
            String stream = watcher.join();
            assertThat(statuses(stream))
                    .containsSubsequence("processing", "completed")
                    .endsWith("completed");
            assertThat(stream).contains(":still watching");
        }
        PROVIDER.answer(mail -> new Outcome.Accepted(""));
    }

    @Test
    void pages_follow_one_another_without_gap_or_repetition() {
        PROVIDER.answer(
                mail -> new Outcome.RetryAfter(Instant.now().plusSeconds(60), Reason.of("rate_limited", "slowly")));
        for (int job = 0; job < 7; job++) {
            client.post("shop-operator", SUBMIT, body(), "Idempotency-Key", userId + "." + job);
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = ApiClient.json(client.get("desk-viewer", "/api/jobs?limit=3&userId=" + userId + cursor));
            page.get("jobs").forEach(job -> seen.add(job.get("jobId").stringValue()));
            cursor =
                    page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").stringValue() : null;
        }
        PROVIDER.answer(mail -> new Outcome.Accepted(""));

        assertThat(seen)
                .containsExactlyElementsOf(IntStream.iterate(6, job -> job >= 0, job -> job - 1)
                        .mapToObj(job -> userId + "." + job)
                        .toList());
    }

    /** A user id may be an address, and who may not see addresses must not try which there are. */
    @Test
    void a_viewer_finds_no_jobs_of_a_user_id_that_is_an_address() {
        String address = "u" + UUID.randomUUID() + "@example.mn";
        String body = body().replace(userId, address);
        assertThat(client.post("shop-operator", SUBMIT, body).statusCode()).isEqualTo(202);

        assertThat(ApiClient.json(client.get("shop-operator", "/api/jobs?userId=" + address))
                        .get("jobs"))
                .hasSize(1);
        assertThat(client.get("desk-viewer", "/api/jobs?userId=" + address).body())
                .isEqualTo(client.get("desk-viewer", "/api/jobs?userId=github:none")
                        .body());
    }

    @Test
    void a_new_device_gets_through_when_the_quota_is_used_up() {
        for (int job = 0; job < 10; job++) {
            client.post("shop-operator", SUBMIT, body(), "Idempotency-Key", userId + "." + job);
            completed(userId + "." + job);
        }

        HttpResponse<String> eleventh = client.post("shop-operator", SUBMIT, body());
        HttpResponse<String> newDevice =
                client.post("shop-operator", SUBMIT, body().replace("}", ", \"newDevice\": true}"));

        assertThat(eleventh.statusCode()).isEqualTo(429);
        assertThat(Long.parseLong(eleventh.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(3_000L, 3_600L);
        assertThat(newDevice.statusCode()).isEqualTo(202);
    }

    @Test
    void a_body_that_is_too_long_is_refused() {
        String tooLong = "{\"userId\": \"" + "x".repeat(400_000) + "\"}";

        HttpResponse<String> refused = client.post("shop-operator", SUBMIT, tooLong);

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void another_kind_of_body_and_another_method_are_refused_as_problems() {
        HttpResponse<String> xml = client.send(client.as("shop-operator", SUBMIT)
                .header("Content-Type", "application/xml")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("<job/>")));
        HttpResponse<String> deleted =
                client.send(client.as("shop-operator", "/api/jobs/x").DELETE());

        assertThat(xml.statusCode()).isEqualTo(415);
        assertThat(deleted.statusCode()).isEqualTo(405);
        assertThat(List.of(xml, deleted))
                .allMatch(answer -> answer.headers()
                        .firstValue("Content-Type")
                        .equals(java.util.Optional.of("application/problem+json")));
    }

    private String body() {
        return "{\"userId\": \"" + userId + "\", \"email\": \"bold@example.com\"}";
    }

    private static JsonNode completed(String jobId) {
        return awaitStatus(jobId, "completed");
    }

    private static JsonNode awaitStatus(String jobId, String status) {
        return RunningService.within(
                SOON,
                "job " + jobId + " is " + status,
                () -> ApiClient.json(client.get("desk-viewer", "/api/jobs/" + jobId)),
                job -> job.has("status") && job.get("status").asString().equals(status));
    }

    private static List<String> statuses(String stream) {
        return Pattern.compile("\"status\":\"([a-z]+)\"")
                .matcher(stream)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

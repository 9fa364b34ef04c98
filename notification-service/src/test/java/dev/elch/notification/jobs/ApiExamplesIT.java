package dev.elch.notification.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.notification.RunningService;
import dev.elch.notification.ScriptedProvider;
import dev.elch.notification.TestDependencies;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.mail.Mail;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** Runs every example of docs/api.md, in its order, against the real service. */
class ApiExamplesIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(2);

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ScriptedProvider PROVIDER = new ScriptedProvider();
    private static RunningService service;
    private static ApiClient client;

    private final Map<String, Runnable> preparations = Map.of(
            "ten mails went to github:10", ApiExamplesIT::sendTenMails,
            "batch-viewer called without a rest", ApiExamplesIT::callWithoutARest,
            "the database went away", AROUND::stopDatabase);

    @BeforeAll
    static void start() {
        PROVIDER.answer(ApiExamplesIT::outcome);
        List<String> settings =
                new ArrayList<>(List.of(ApiClient.tokens("shop-operator", "desk-viewer", "batch-viewer")));
        settings.add("elch.api.rate.burst=200");
        settings.add("elch.api.rate.per-second=1");
        service = new RunningService(AROUND, PROVIDER, settings.toArray(String[]::new));
        client = new ApiClient(service.url());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @TestFactory
    Stream<DynamicTest> the_page_keeps_its_promises() throws IOException {
        List<ApiExample> examples = ApiExample.of(Files.readString(Path.of("../docs/api.md")));

        assertThat(examples).hasSizeGreaterThan(20);
        return examples.stream().map(example -> DynamicTest.dynamicTest(example.toString(), () -> run(example)));
    }

    private void run(ApiExample example) {
        if (!example.before().isEmpty()) {
            preparations.get(example.before()).run();
        }
        boolean isRepeatable = example.request().word(0).equals("GET");
        Instant end = Instant.now().plus(SOON);
        HttpResponse<String> answer = client.send(request(example.request()));
        while (isRepeatable && !isAsPromised(example, answer) && Instant.now().isBefore(end)) {
            answer = client.send(request(example.request()));
        }
        assertIsAsPromised(example, answer);
    }

    private static HttpRequest.Builder request(ApiExample.Message message) {
        HttpRequest.Builder request = client.anybody(message.word(1));
        message.headers().forEach(request::header);
        return message.body().isEmpty()
                ? request.GET()
                : request.method(message.word(0), HttpRequest.BodyPublishers.ofString(message.body()));
    }

    /** What is worked on in the background may take a moment. */
    private static boolean isAsPromised(ApiExample example, HttpResponse<String> answer) {
        try {
            assertIsAsPromised(example, answer);
            return true;
        } catch (AssertionError notYet) {
            java.util.concurrent.locks.LockSupport.parkNanos(200_000_000);
            return false;
        }
    }

    private static void assertIsAsPromised(ApiExample example, HttpResponse<String> answer) {
        assertThat(answer.statusCode())
                .as("status of %s, which answered %s", example, answer.body())
                .isEqualTo(Integer.parseInt(example.answer().word(1)));
        example.answer()
                .headers()
                .forEach((name, value) -> assertThat(
                                shape(answer.headers().firstValue(name).orElse("none")))
                        .as("%s of %s", name, example)
                        .isEqualTo(shape(value)));
        if (example.answer().headers().get("Content-Type").contains("json")) {
            assertThat(JSON.readTree(shape(answer.body())))
                    .as("body of %s", example)
                    .isEqualTo(JSON.readTree(shape(example.answer().body())));
        } else {
            assertThat(shape(answer.body()).strip())
                    .isEqualTo(shape(example.answer().body()).strip());
        }
    }

    /** The same for answers that differ only in times, counts and what is opaque. */
    private static String shape(String text) {
        return text.replaceAll(";charset=.*", "")
                .replaceAll("\"nextCursor\": ?\"[^\"]+\"", "\"nextCursor\":\"#\"")
                .replaceAll(
                        "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z|\\d{4} оны \\d+-р сарын \\d+|\\d+ [A-Z][a-z]+ \\d{4}",
                        "<time>")
                .replaceAll("(?<![\\w.:])\\d{2}:\\d{2}(?= \\(UTC)", "<time>")
                .replaceAll("/not-me/[\\w.-]+", "/not-me/<link>")
                .replaceAll("(\"html\": ?\"<!DOCTYPE html>)[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+", "$1")
                .replaceAll("order-\\d+", "<job>")
                .replaceAll("\\b[0-9a-f]{64}\\b", "<hash>")
                .replaceAll("(?<![\\w.:])\\d{2}:\\d{2}:\\d{2}", "<time>")
                .replaceAll("\\d+ s\\.", "<seconds> s.")
                .replaceAll("(\"latencyMillis\": ?)\\d+", "$10")
                .replaceAll("^\\d+$", "#");
    }

    private static Outcome outcome(Mail mail) {
        if (mail.to().startsWith("slow@")) {
            Reason wait = new Reason("greylisted", "450 4.2.0", "come again");
            return new Outcome.RetryAfter(Instant.now().plus(Duration.ofMinutes(9)), wait);
        }
        if (mail.to().startsWith("nobody@")) {
            return new Outcome.Rejected(
                    new Reason("bad_address", "550 5.1.1", "no such user"), Suppression.UNTIL_LIFTED);
        }
        return new Outcome.Accepted("receipt-" + mail.eventKey());
    }

    private static void sendTenMails() {
        for (int mail = 0; mail < 10; mail++) {
            String key = "busy-" + mail;
            client.post(
                    "shop-operator",
                    "/api/jobs/signin-notification",
                    "{\"userId\": \"github:10\", \"email\": \"busy@example.com\"}",
                    "Idempotency-Key",
                    key);
        }
        RunningService.await(
                "ten mails",
                SOON,
                () -> PROVIDER.accepted().stream()
                                .filter(key -> key.startsWith("busy-"))
                                .count()
                        == 10);
    }

    private static void callWithoutARest() {
        RunningService.await(
                "a refusal",
                SOON,
                () -> IntStream.range(0, 50)
                        .parallel()
                        .anyMatch(call ->
                                client.get("batch-viewer", "/api/jobs/none").statusCode() == 429));
    }
}

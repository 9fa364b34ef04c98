package dev.elch.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryState;
import dev.elch.contract.NotificationSettled;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.notification.Events;
import dev.elch.notification.RunningService;
import dev.elch.notification.ScriptedProvider;
import dev.elch.notification.TestDependencies;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.jobs.ApiClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** From SendGrid's call to the ledger, the suppression list and the announcement, on a real broker. */
class WebhookIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(2);

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ScriptedProvider PROVIDER = new ScriptedProvider();
    private static KeyPair keys;
    private static RunningService service;
    private static ApiClient client;

    private final UserSignedIn event = Events.signIn();

    @BeforeAll
    static void start() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        keys = generator.generateKeyPair();
        List<String> settings = new ArrayList<>(List.of(ApiClient.tokens("applier-viewer")));
        settings.add("elch.sendgrid.webhook-public-key="
                + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
        settings.add("elch.webhook.keys.test=" + Base64.getEncoder().encodeToString(new byte[32]));
        settings.add("elch.webhook.max-body=64KB");
        settings.add("elch.webhook.again=100ms");
        service = new RunningService(AROUND, PROVIDER, settings.toArray(String[]::new));
        client = new ApiClient(service.url());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_processed_report_settles_a_mail_whose_answer_was_lost_and_no_second_one_goes_out() {
        PROVIDER.answer(mail -> new Outcome.Ambiguous(Reason.of("answer_lost", "the connection broke")));
        service.publish(event);
        awaitState(DeliveryState.UNKNOWN);

        assertThat(call(report("processed")).statusCode()).isEqualTo(204);

        awaitState(DeliveryState.SENT);
        PROVIDER.answer(mail -> new Outcome.Accepted(""));
        NotificationSettled settled = RunningService.within(
                        SOON, "the announcement", this::settled, found -> !found.isEmpty())
                .get(0);
        assertThat(settled.getOutcome()).isEqualTo("SENT");
        assertThat(PROVIDER.askedFor(event.getEventKey())).hasSize(1);
    }

    @Test
    void reports_are_shown_with_the_job_however_often_and_in_whatever_order_they_come() {
        deliver();

        assertThat(call(report("delivered"), report("processed"), report("open"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(call(report("delivered")).statusCode()).isEqualTo(204);

        JsonNode job = awaitDelivery("delivered");
        RunningService.await("both reports", SOON, () -> job().get("journal").size() == 3);
        assertThat(job.get("status").stringValue()).isEqualTo("completed");
        assertThat(ApiClient.json(client.get("applier-viewer", "/api/jobs/" + event.getEventKey() + "/explain?lang=en"))
                        .get("lines")
                        .toString())
                .contains("The mail reached the recipient's server.");
    }

    @Test
    void an_address_that_bounced_gets_no_further_mail() {
        deliver();

        call(report("bounce"));
        awaitDelivery("bounced");

        UserSignedIn next = Events.signIn(event.getUserId(), event.getEmail());
        service.publish(next);
        RunningService.await("the next one is suppressed", SOON, () -> isIn(next, DeliveryState.SUPPRESSED));
        assertThat(service.entry(next.getEventKey()).reason().kind()).isEqualTo("suppressed_address");
    }

    @Test
    void a_call_that_sendgrid_did_not_sign_is_refused_before_it_is_parsed() {
        String body = "[" + report("bounce") + "]";
        String now = Long.toString(Instant.now().getEpochSecond());
        String old = Long.toString(Instant.now().minus(Duration.ofHours(26)).getEpochSecond());

        assertThat(send(body, null, null).statusCode()).isEqualTo(403);
        assertThat(send(body, "bm9uc2Vuc2U=", now).statusCode()).isEqualTo(403);
        assertThat(send(body + " ", signed(now, body), now).statusCode()).isEqualTo(403);
        assertThat(send(body, signed(old, body), old).statusCode()).isEqualTo(403);
        assertThat(send("no json", "bm9uc2Vuc2U=", now).statusCode()).isEqualTo(403);
        assertThat(counted("refused")).isGreaterThanOrEqualTo(5);
    }

    @Test
    void what_is_signed_and_makes_no_sense_is_refused_for_that() {
        String now = Long.toString(Instant.now().getEpochSecond());
        String tooLong = "[" + " ".repeat(70_000) + "]";

        assertThat(send("{}", signed(now, "{}"), now).statusCode()).isEqualTo(400);
        assertThat(send("[", signed(now, "["), now).statusCode()).isEqualTo(400);
        assertThat(send(tooLong, signed(now, tooLong), now).statusCode()).isEqualTo(413);
        assertThat(send("", signed(now, ""), now).statusCode()).isEqualTo(400);
    }

    @Test
    void reports_about_other_mails_and_of_unknown_kinds_are_counted_and_left_out() {
        double before = counted("ignored");

        HttpResponse<String> answer = call(
                report("group_unsubscribe"), report("open"), "{\"event\":\"delivered\",\"sg_event_id\":\"x\"}", "7");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(counted("ignored") - before).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000000000000000000", "9223372036854775807", "-1", "\"soon\"", "1e999", "{}"})
    void a_report_with_an_absurd_time_is_taken_and_counts(String timestamp) {
        deliver();
        String absurd = report("delivered").replaceFirst("\"timestamp\":\\d+", "\"timestamp\":" + timestamp);

        assertThat(call(absurd).statusCode()).isEqualTo(204);

        awaitDelivery("delivered");
    }

    @Test
    void rubbish_on_the_topic_stops_nothing() {
        deliver();
        for (String rubbish : List.of("", "{", "[]", "null")) {
            service.publish(Topics.MAIL_EVENTS, event.getEventKey(), rubbish.getBytes(StandardCharsets.UTF_8));
        }
        service.flush();

        call(report("delivered"));

        awaitDelivery("delivered");
    }

    /** Who can write to the topic could otherwise keep any address from getting mail. */
    @Test
    void a_bounce_that_the_webhook_did_not_queue_suppresses_no_address() {
        deliver();
        double before = counted("unsigned");

        service.publish(
                Topics.MAIL_EVENTS, event.getEventKey(), report("bounce").getBytes(StandardCharsets.UTF_8));
        service.flush();
        call(report("delivered"));

        awaitDelivery("delivered");
        RunningService.await("it is left out", SOON, () -> counted("unsigned") > before);
        UserSignedIn next = Events.signIn(event.getUserId(), event.getEmail());
        service.publish(next);
        RunningService.await("the next one is sent", SOON, () -> isIn(next, DeliveryState.SENT));
    }

    private void deliver() {
        service.publish(event);
        awaitState(DeliveryState.SENT);
    }

    private void awaitState(DeliveryState state) {
        RunningService.await("event is " + state, SOON, () -> isIn(event, state));
    }

    private static boolean isIn(UserSignedIn event, DeliveryState state) {
        return service.bean(dev.elch.notification.ledger.DeliveryLedger.class)
                .find(event.getEventKey(), Instant.now())
                .filter(entry -> entry.state() == state)
                .isPresent();
    }

    private JsonNode awaitDelivery(String word) {
        return RunningService.within(
                SOON,
                "mail is " + word,
                this::job,
                job -> job.path("delivery").asString("").equals(word));
    }

    private JsonNode job() {
        return ApiClient.json(client.get("applier-viewer", "/api/jobs/" + event.getEventKey()));
    }

    private List<NotificationSettled> settled() {
        return service.settled().stream()
                .filter(end -> end.getEventKey().equals(event.getEventKey()))
                .toList();
    }

    private static double counted(String what) {
        var counter = service.bean(MeterRegistry.class)
                .find("elch.mail.reports")
                .tag("what", what)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private String report(String kind) {
        return "{\"sg_event_id\":\"%s\",\"event\":\"%s\",\"type\":\"bounce\",\"elch_event_key\":\"%s\",\"email\":\"%s\",\"timestamp\":%d}"
                .formatted(
                        UUID.nameUUIDFromBytes((kind + event.getEventKey()).getBytes(StandardCharsets.UTF_8)),
                        kind,
                        event.getEventKey(),
                        event.getEmail(),
                        Instant.now().getEpochSecond());
    }

    private static HttpResponse<String> call(String... reports) {
        String body = "[" + String.join(",", reports) + "]\r\n";
        String now = Long.toString(Instant.now().getEpochSecond());
        return send(body, signed(now, body), now);
    }

    private static HttpResponse<String> send(String body, String signature, String timestamp) {
        HttpRequest.Builder request = client.anybody("/webhooks/sendgrid")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (signature != null) {
            request.header(SendGridWebhookSignature.SIGNATURE_HEADER, signature)
                    .header(SendGridWebhookSignature.TIMESTAMP_HEADER, timestamp);
        }
        return client.send(request);
    }

    private static String signed(String timestamp, String body) {
        try {
            Signature ecdsa = Signature.getInstance("SHA256withECDSA");
            ecdsa.initSign(keys.getPrivate());
            ecdsa.update((timestamp + body).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(ecdsa.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.elch.notification.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.DeliveryState;
import dev.elch.contract.UserSignedIn;
import dev.elch.notification.Events;
import dev.elch.notification.RunningService;
import dev.elch.notification.ScriptedProvider;
import dev.elch.notification.TestDependencies;
import dev.elch.notification.deadletter.ParkedDeadLetters;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.jobs.ApiClient;
import dev.elch.notification.record.Envelope;
import dev.elch.notification.record.Published;
import dev.elch.notification.record.StoredRecords;
import dev.elch.notification.suppression.SuppressedAddresses;
import dev.elch.testkit.stack.database.MongoStoredText;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A person who is erased is in no collection any more, gets no further mail, and others stay. */
class ErasureIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(1);

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String USER = "github:77001";
    private static final String ADDRESS = "erased@example.com";

    /** Another address of theirs, at which mails bounced. */
    private static final String BOUNCING = "erased@example.net";

    /** The ids of these two begin with the same digits: one must not be taken for the other. */
    private static final String OTHER = "github:770011";

    private static final List<String> WORDS = List.of(USER + "\0", ADDRESS, "e***@example.com");
    private static final ScriptedProvider PROVIDER = new ScriptedProvider();

    private static RunningService service;
    private static ApiClient client;

    private final Instant now = Instant.now();

    @BeforeAll
    static void start() {
        List<String> settings = new java.util.ArrayList<>(List.of(ApiClient.tokens("an-operator", "an-admin")));
        settings.add("elch.retry.parked-dead-letters-every=1h");
        service = new RunningService(AROUND, PROVIDER, settings.toArray(String[]::new));
        client = new ApiClient(service.url());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void is_in_no_collection_any_more_gets_no_mail_and_others_stay() {
        UserSignedIn refused = signIn();
        UserSignedIn others = Events.signIn(OTHER, "other@example.com");
        PROVIDER.answer(mail -> mail.eventKey().equals(refused.getEventKey())
                ? new Outcome.RetryLater(Reason.of("greylisted", "try again"))
                : new Outcome.Accepted("receipt"));
        List<UserSignedIn> signIns =
                IntStream.range(0, 12).mapToObj(number -> signIn()).toList();
        service.publish(refused);
        service.publish(others);
        await("the retry", () -> !PROVIDER.askedFor(refused.getEventKey()).isEmpty());
        signIns.forEach(service::publish);
        await(
                "mails and refusals",
                () -> signIns.stream()
                        .allMatch(event -> service.state(event.getEventKey())
                                .filter(DeliveryState::isFinal)
                                .isPresent()));
        await("the other user's mail", () -> isSent(others));
        keepWhatNoTopicTakes(refused, USER);
        keepWhatNoTopicTakes(others, OTHER);
        suppressed().add(BOUNCING, Suppression.UNTIL_LIFTED, Reason.of("bad_address", ""), now);
        assertThat(stored(WORDS))
                .contains("deliveries: " + USER + "\0", "quotas: " + USER + "\0", "digest_entries: " + ADDRESS)
                .contains("parked_letters: " + ADDRESS, "stored_records: " + ADDRESS);

        JsonNode done = ApiClient.json(erase());

        assertThat(stored(WORDS)).isEmpty();
        assertThat(suppressed().covers(BOUNCING, now)).isFalse();
        assertThat(count(done, "deliveries")).isEqualTo(13);
        assertThat(count(done, "quotas")).isEqualTo(1);
        assertThat(count(done, "digests")).isGreaterThan(2);
        assertThat(count(done, "parked_letters")).isEqualTo(1);
        assertThat(count(done, "stored_records")).isEqualTo(1);
        assertThat(count(done, "suppressions")).isEqualTo(1);
        assertThat(service.entry(refused.getEventKey()).reason().kind()).isEqualTo("erased");
        assertThat(stored(List.of(OTHER)))
                .contains("deliveries: " + OTHER, "parked_letters: " + OTHER, "stored_records: " + OTHER);

        int asked = PROVIDER.asked().size();
        service.publish(refused);
        signIns.forEach(service::publish);
        UserSignedIn last = Events.signIn(OTHER, "other@example.com");
        service.publish(last);
        await("the end of the copies", () -> isSent(last));
        assertThat(PROVIDER.asked()).as("mails after the copies").hasSize(asked + 1);
        assertThat(stored(WORDS)).isEmpty();
        assertThat(ApiClient.json(erase()).path("erased").valueStream().mapToLong(JsonNode::asLong))
                .as("what there is to erase then")
                .containsOnly(0L);
    }

    @Test
    void is_ordered_by_an_admin_alone_with_addresses_that_are_some() {
        assertThat(client.post("an-operator", "/api/erasures", order()).statusCode())
                .isEqualTo(403);
        HttpResponse<String> wrong =
                client.post("an-admin", "/api/erasures", "{\"userId\":\" \",\"addresses\":[\"x\"],\"all\":true}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("\"userId\"", "\"addresses\"", "\"all\"");
        assertThat(client.post("an-admin", "/api/erasures", "{\"userId\":\"github:1\",\"addresses\":[1]}")
                        .statusCode())
                .isEqualTo(400);
    }

    private void keepWhatNoTopicTakes(UserSignedIn event, String userId) {
        byte[] value = service.bytes(event);
        service.bean(StoredRecords.class).keep(value, now);
        Envelope deadLetter = new Envelope(
                Envelope.Content.of(userId.getBytes(StandardCharsets.UTF_8)),
                Envelope.Content.of(value),
                DeliveryHeaders.first().identifiedBy(event.getEventKey(), "user-signed-in-0-1"),
                List.of());
        assertThat(service.bean(ParkedDeadLetters.class).park(deadLetter, Published.NOT_NOW, now))
                .isTrue();
    }

    private static UserSignedIn signIn() {
        return Events.signIn(USER, ADDRESS);
    }

    private static boolean isSent(UserSignedIn event) {
        return service.state(event.getEventKey())
                .filter(DeliveryState.SENT::equals)
                .isPresent();
    }

    private static HttpResponse<String> erase() {
        HttpResponse<String> done = client.post("an-admin", "/api/erasures", order());
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        return done;
    }

    private static String order() {
        return "{\"userId\":\"" + USER + "\",\"addresses\":[\"" + ADDRESS + "\",\"" + BOUNCING + "\"]}";
    }

    private static long count(JsonNode done, String collection) {
        return done.path("erased").path(collection).asLong(-1);
    }

    private static List<String> stored(List<String> texts) {
        return new MongoStoredText(service.bean(com.mongodb.reactivestreams.client.MongoDatabase.class)).holding(texts);
    }

    private static SuppressedAddresses suppressed() {
        return service.bean(SuppressedAddresses.class);
    }

    private static void await(String what, BooleanSupplier isSo) {
        RunningService.await(what, LIMIT, isSo);
    }
}

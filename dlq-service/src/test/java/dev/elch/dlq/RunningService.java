package dev.elch.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import dev.elch.testkit.stack.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The service as it runs, with a real broker and a real registry: one for all tests of this JVM. */
public final class RunningService {

    public static final DeliveryHeaders.Cause BAD_ADDRESS =
            new DeliveryHeaders.Cause("bad_address", "550 5.1.1", "no such user");

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Stack stack = Stack.shared();
    private static final RunningService shared = new RunningService();

    private final ConfigurableApplicationContext context =
            new SpringApplicationBuilder(DlqApplication.class).run(Services.arguments(stack, "shared"));
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    private final Serializer<UserSignedIn> serializer = WireFormat.serializer(stack.registryUrl());

    public static RunningService shared() {
        return shared;
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    /** A client that sends this token. */
    public WebTestClient as(String token) {
        return anonymous()
                .mutate()
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .build();
    }

    public String url() {
        return "http://127.0.0.1:"
                + Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                        .getPort();
    }

    public WebTestClient anonymous() {
        return WebTestClient.bindToServer()
                .baseUrl(url())
                .responseTimeout(LIMIT)
                .filter(WholeAnswers.read())
                .build();
    }

    /** A sign-in whose mail was refused for good; when it was given up. */
    public Instant deadLetter(String eventKey, DeliveryHeaders.Cause cause) {
        return deadLetterOf("github:1", eventKey, cause);
    }

    /** The same of another user. */
    public Instant deadLetterOf(String userId, String eventKey, DeliveryHeaders.Cause cause) {
        UserSignedIn event = UserSignedIn.newBuilder()
                .setEventKey(eventKey)
                .setUserId(userId)
                .setLogin("bat")
                .setEmail("bat@example.mn")
                .setOccurredAt(Instant.now().minusSeconds(60))
                .build();
        return deadLetter(
                serializer.serialize(Topics.USER_SIGNED_IN, event),
                new DeliveryHeaders(eventKey, 6, 0, null, null, cause, "user-signed-in-0-1", 0));
    }

    /** A dead letter with what spring-kafka's publisher writes of an exception. */
    public void deadLetterWithTrace(String eventKey, String stackTrace) {
        deadLetterWith(eventKey, Map.of("kafka_dlt-exception-stacktrace", stackTrace));
    }

    /** A dead letter of one byte, with these headers beside ours. */
    public void deadLetterWith(String eventKey, Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.DEAD_LETTERS, "github:1".getBytes(UTF_8), new byte[] {1});
        new DeliveryHeaders(eventKey, 6, 0, null, null, BAD_ADDRESS, "user-signed-in-0-1", 0).writeTo(record.headers());
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        send(record);
    }

    /** A dead letter of this cause that can be seen; its event key. */
    public String openDeadLetter(String kind) {
        String key = UUID.randomUUID().toString();
        deadLetter(key, new DeliveryHeaders.Cause(kind, "550 5.1.1", "no such user"));
        awaitDeadLetter(key);
        return key;
    }

    public Instant deadLetter(byte[] value, DeliveryHeaders headers) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.DEAD_LETTERS, "github:1".getBytes(UTF_8), value);
        headers.writeTo(record.headers());
        return send(record);
    }

    private Instant send(ProducerRecord<byte[], byte[]> record) {
        try {
            return Instant.ofEpochMilli(
                    producer.send(record).get(30, TimeUnit.SECONDS).timestamp());
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the dead letters of this event can be seen. */
    public void awaitDeadLetter(String eventKey) {
        await(() -> as(Services.VIEWER)
                .get()
                .uri("/api/admin/dlq?event=" + eventKey)
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()
                .contains(eventKey));
    }

    public static void await(BooleanSupplier condition) {
        Instant limit = Instant.now().plus(LIMIT);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(limit)) {
                throw new AssertionError("this did not come true within " + LIMIT);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

package dev.elch.playground;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes dead letters in a playground, as if a provider had refused their mails. */
final class DeadLetterBox {

    private final String bootstrapServers;
    private final URI registry;

    DeadLetterBox(RunningPlayground playground) {
        this.bootstrapServers = "127.0.0.1:" + playground.port(Port.BROKER);
        this.registry = URI.create("http://127.0.0.1:" + playground.port(Port.REGISTRY) + "/apis/registry/v3");
    }

    void put(String eventKey, String locale) {
        UserSignedIn event = UserSignedIn.newBuilder()
                .setEventKey(eventKey)
                .setUserId("github:583231")
                .setLogin("bold")
                .setEmail("bold@example.com")
                .setName("Болд")
                .setLocale(locale)
                .setNewDevice(true)
                .setOccurredAt(Instant.now())
                .build();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.DEAD_LETTERS,
                event.getUserId().getBytes(StandardCharsets.UTF_8),
                WireFormat.<UserSignedIn>serializer(registry).serialize(Topics.USER_SIGNED_IN, event));
        new DeliveryHeaders(
                        eventKey,
                        6,
                        0,
                        null,
                        null,
                        new DeliveryHeaders.Cause("mailbox_full", "552 5.2.2", "mailbox full"),
                        "user-signed-in-0-1",
                        0)
                .writeTo(record.headers());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the dead letter could not be published", e);
        }
    }
}

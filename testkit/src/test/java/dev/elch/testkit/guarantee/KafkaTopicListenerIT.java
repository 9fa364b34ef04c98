package dev.elch.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.NotificationSettled;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import dev.elch.testkit.stack.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class KafkaTopicListenerIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Stack stack = Stack.shared();
    private final Serializer<UserSignedIn> signIns = WireFormat.serializer(stack.registryUrl());
    private final Serializer<NotificationSettled> settlements = WireFormat.serializer(stack.registryUrl());
    private final NothingIsLost guarantee = new NothingIsLost();

    @Test
    void sees_what_was_published_and_what_became_of_it() throws Exception {
        String sent = UUID.randomUUID().toString();
        String dead = UUID.randomUUID().toString();
        try (var listener = listen();
                var producer = producer()) {
            publish(producer, sent);
            publish(producer, dead);
            settle(producer, sent, "SENT");
            settle(producer, dead, "DEAD");
            ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(Topics.DEAD_LETTERS, new byte[] {1});
            DeliveryHeaders.first().identifiedBy(dead, "user-signed-in-0-0").writeTo(letter.headers());
            send(producer, letter);

            guarantee.awaitAndAssert(2, LIMIT);

            assertThat(guarantee.publishedCount()).isEqualTo(2);
            assertThat(guarantee.count("SENT")).isEqualTo(1);
            assertThat(guarantee.count("DEAD")).isEqualTo(1);
            assertThat(listener).isNotNull();
        }
    }

    @Test
    void knows_a_record_that_can_not_be_read_by_its_place() throws Exception {
        try (var listener = listen();
                var producer = producer()) {
            RecordMetadata place = send(producer, new ProducerRecord<>(Topics.USER_SIGNED_IN, new byte[] {7, 7, 7}));

            assertThatThrownBy(() -> guarantee.awaitAndAssert(1, Duration.ofSeconds(3)))
                    .hasMessageContaining("user-signed-in-%d-%d".formatted(place.partition(), place.offset()));
            assertThat(listener).isNotNull();
        }
    }

    private KafkaTopicListener listen() {
        return KafkaTopicListener.start(guarantee, stack.bootstrapServers(), stack.registryUrl());
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private void publish(KafkaProducer<byte[], byte[]> producer, String eventKey) throws Exception {
        UserSignedIn signIn = UserSignedIn.newBuilder()
                .setEventKey(eventKey)
                .setUserId("github:1")
                .setLogin("bat")
                .setOccurredAt(Instant.EPOCH)
                .build();
        send(producer, new ProducerRecord<>(Topics.USER_SIGNED_IN, signIns.serialize(Topics.USER_SIGNED_IN, signIn)));
    }

    private void settle(KafkaProducer<byte[], byte[]> producer, String eventKey, String outcome) throws Exception {
        NotificationSettled settled = NotificationSettled.newBuilder()
                .setEventKey(eventKey)
                .setUserId("github:1")
                .setOutcome(outcome)
                .setSettledAt(Instant.EPOCH)
                .build();
        send(
                producer,
                new ProducerRecord<>(
                        Topics.NOTIFICATION_SETTLED, settlements.serialize(Topics.NOTIFICATION_SETTLED, settled)));
    }

    private static RecordMetadata send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> message)
            throws Exception {
        return producer.send(message).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}

package dev.elch.testkit.guarantee;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.NotificationSettled;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads the topics of sign-ins, outcomes and dead letters from now on and tells a {@link NothingIsLost} what it sees.
 *
 * <p>A sign-in that cannot be read is known by {@code topic-partition-offset}, which is also its key among the dead letters.
 */
public final class KafkaTopicListener implements AutoCloseable {

    private static final List<String> TOPICS =
            List.of(Topics.USER_SIGNED_IN, Topics.NOTIFICATION_SETTLED, Topics.DEAD_LETTERS);

    private final NothingIsLost guarantee;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<UserSignedIn> signIns;
    private final Deserializer<NotificationSettled> settlements;
    private final Thread thread = new Thread(this::listen, "guarantee-listener");

    private KafkaTopicListener(NothingIsLost guarantee, String bootstrapServers, URI registry) {
        this.guarantee = guarantee;
        this.signIns = WireFormat.deserializer(registry, UserSignedIn.class, Duration.ofSeconds(30));
        this.settlements = WireFormat.deserializer(registry, NotificationSettled.class, Duration.ofSeconds(30));
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Listens from the present end of the topics, until closed. */
    public static KafkaTopicListener start(NothingIsLost guarantee, String bootstrapServers, URI registry) {
        KafkaTopicListener listener = new KafkaTopicListener(guarantee, bootstrapServers, registry);
        listener.beginAtTheEnd();
        listener.thread.setDaemon(true);
        listener.thread.start();
        return listener;
    }

    private void beginAtTheEnd() {
        List<TopicPartition> partitions = TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.endOffsets(partitions).forEach(consumer::seek);
    }

    private void listen() {
        try (consumer) {
            while (true) {
                consumer.poll(Duration.ofMillis(200)).forEach(this::tell);
            }
        } catch (WakeupException closed) {
            // close() was called
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> message) {
        switch (message.topic()) {
            case Topics.USER_SIGNED_IN -> guarantee.published(keyOf(message));
            case Topics.NOTIFICATION_SETTLED -> {
                NotificationSettled settled = settlements.deserialize(message.topic(), message.value());
                guarantee.settled(settled.getEventKey(), settled.getRound(), settled.getOutcome());
            }
            default -> letterKeys(message).forEach(guarantee::deadLettered);
        }
    }

    private String keyOf(ConsumerRecord<byte[], byte[]> message) {
        try {
            return signIns.deserialize(message.topic(), message.value()).getEventKey();
        } catch (SerializationException undecodable) {
            return message.topic() + "-" + message.partition() + "-" + message.offset();
        }
    }

    /** A letter is known by the event key in its headers and by its origin. */
    private static Stream<String> letterKeys(ConsumerRecord<byte[], byte[]> message) {
        DeliveryHeaders headers =
                DeliveryHeaders.readFrom(message.headers(), Clock.systemUTC().instant());
        return Stream.of(headers.eventKey(), headers.origin()).filter(key -> key != null);
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.elch.auth;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what is on the topic from the moment it is created. */
public final class PublishedSignIns implements AutoCloseable {

    /** A record that does not arrive within this time does not arrive. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final KafkaConsumer<String, UserSignedIn> consumer;
    private final List<ConsumerRecord<String, UserSignedIn>> seen = new ArrayList<>();

    public PublishedSignIns(String brokers, URI registry) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers),
                new StringDeserializer(),
                WireFormat.deserializer(registry, UserSignedIn.class));
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.USER_SIGNED_IN).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** The next record; fails when none comes. */
    public ConsumerRecord<String, UserSignedIn> next() {
        Instant end = Instant.now().plus(LIMIT);
        while (seen.isEmpty()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("no record within " + LIMIT);
            }
            consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
        }
        return seen.remove(0);
    }

    /** Everything that arrives within {@code time}: for saying that nothing more came. */
    public List<ConsumerRecord<String, UserSignedIn>> within(Duration time) {
        Instant end = Instant.now().plus(time);
        while (Instant.now().isBefore(end)) {
            consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
        }
        List<ConsumerRecord<String, UserSignedIn>> all = List.copyOf(seen);
        seen.clear();
        return all;
    }

    public static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(
                Objects.requireNonNull(record.headers().lastHeader(name), () -> "no header " + name)
                        .value(),
                StandardCharsets.UTF_8);
    }

    public static String eventKey(ConsumerRecord<?, ?> record) {
        return header(record, DeliveryHeaders.EVENT_KEY);
    }

    @Override
    public void close() {
        consumer.close();
    }
}

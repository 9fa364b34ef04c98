package dev.elch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.Topics;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records as large as the topic takes them, on one partition with others: each is a dead letter, and none is late for them. */
class LargeRecordsIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(1);

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration IN_TIME = Duration.ofSeconds(1);
    private static final int LARGEST_EVENT = 1_048_352;
    private static final int LARGEST_GARBAGE = 1_048_478;
    private static final int BEFORE_COMPRESSION = 4_000_000;
    private static final int OTHERS = 10;

    /** The processor may be busy with something else for one of them. */
    private static final int ROUNDS = 3;

    private final ScriptedProvider provider = new ScriptedProvider();

    @Test
    void dead_letters_behind_large_ones_come_within_a_second() {
        provider.answer(
                mail -> new Outcome.Rejected(new Reason("bad_address", "550 5.1.1", "no such user"), Suppression.NONE));
        try (RunningService service = new RunningService(AROUND, provider);
                KafkaProducer<byte[], byte[]> plain = producer("none");
                KafkaProducer<byte[], byte[]> compressing = producer("gzip")) {
            Duration slowest = IN_TIME.plus(IN_TIME);
            for (int round = 0; round < ROUNDS && slowest.compareTo(IN_TIME) > 0; round++) {
                byte[] garbage = new byte[LARGEST_GARBAGE];
                new Random(round).nextBytes(garbage);
                byte[] event = service.bytes(Events.ofSize(LARGEST_EVENT, service));
                byte[] compressed = service.bytes(Events.ofSize(BEFORE_COMPRESSION, service));
                List<byte[]> others = new ArrayList<>();
                for (int other = 0; other < OTHERS; other++) {
                    others.add(service.bytes(Events.signIn()));
                }

                send(plain, event, garbage);
                send(compressing, compressed);
                Instant sent = Instant.now();
                send(plain, others.toArray(byte[][]::new));

                List<byte[]> all = Stream.concat(Stream.of(event, garbage, compressed), others.stream())
                        .toList();
                List<ConsumerRecord<byte[], byte[]>> deadLetters = RunningService.within(
                        LIMIT,
                        "the dead letters, with their bytes",
                        () -> service.recordsOn(Topics.DEAD_LETTERS),
                        letters -> all.stream().allMatch(value -> holds(letters, value)));
                slowest = slowest(deadLetters, others, sent);
            }
            assertThat(slowest).as("until the last of the others came").isLessThanOrEqualTo(IN_TIME);
        }
    }

    private static boolean holds(List<ConsumerRecord<byte[], byte[]>> letters, byte[] value) {
        return letters.stream().anyMatch(letter -> Arrays.equals(letter.value(), value));
    }

    private static Duration slowest(List<ConsumerRecord<byte[], byte[]>> letters, List<byte[]> values, Instant sent) {
        return letters.stream()
                .filter(letter -> values.stream().anyMatch(value -> Arrays.equals(letter.value(), value)))
                .map(letter -> Duration.between(sent, Instant.ofEpochMilli(letter.timestamp())))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, byte[]... values) {
        for (byte[] value : values) {
            var unused = producer.send(new ProducerRecord<>(Topics.USER_SIGNED_IN, value));
        }
        producer.flush();
    }

    private static KafkaProducer<byte[], byte[]> producer(String compression) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        AROUND.bootstrapServers(),
                        "acks",
                        "all",
                        "compression.type",
                        compression,
                        "max.request.size",
                        10_000_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}

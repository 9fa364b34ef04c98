package dev.elch.benchmarks.lateness;

import dev.elch.contract.EventKeys;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** Publishes sign-ins, each of another user. */
final class Load implements AutoCloseable {

    private static final int BURST_MILLIS = 10;

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Serializer<UserSignedIn> serializer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger count = new AtomicInteger();
    private final Queue<Published> healthy = new ConcurrentLinkedQueue<>();

    /** @param at in {@link System#nanoTime} */
    record Published(String address, long at) {}

    Load(Dependencies dependencies, String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", dependencies.broker(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.serializer = WireFormat.serializer(dependencies.registry());
    }

    /** Publishes one; returns the address that its mail will go to. */
    String publish(String kind) {
        int number = count.incrementAndGet();
        String address = "%s-%s-%d@bench.example".formatted(kind, topic, number);
        UserSignedIn event = UserSignedIn.newBuilder()
                .setEventKey(EventKeys.create(Instant.now(), ThreadLocalRandom.current()))
                .setUserId("github:" + (1_000_000 + number))
                .setLogin("user-" + number)
                .setEmail(address)
                .setOccurredAt(Instant.now())
                .build();
        var unused = producer.send(new ProducerRecord<>(
                topic,
                event.getUserId().getBytes(StandardCharsets.UTF_8),
                serializer.serialize(Topics.USER_SIGNED_IN, event)));
        return address;
    }

    /** Publishes healthy ones from now on. */
    void flow(int perSecond) {
        double each = perSecond * BURST_MILLIS / 1_000.0;
        double[] owed = {0};
        var unused = clock.scheduleAtFixedRate(
                () -> {
                    for (owed[0] += each; owed[0] >= 1; owed[0]--) {
                        long now = System.nanoTime();
                        healthy.add(new Published(publish("well"), now));
                    }
                },
                0,
                BURST_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    Queue<Published> healthy() {
        return healthy;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        producer.close();
    }
}

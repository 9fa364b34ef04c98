package dev.elch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.DeliveryState;
import dev.elch.contract.NotificationSettled;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import dev.elch.notification.ledger.DeliveryLedger;
import dev.elch.notification.ledger.LedgerEntry;
import dev.elch.notification.provider.MailProvider;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The service as it runs in production, as a rule with a scripted provider, and what is needed to see what it does. */
public final class RunningService implements AutoCloseable {

    private final TestDependencies around;
    private final ConfigurableApplicationContext context;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Serializer<UserSignedIn> serializer;
    private final Deserializer<NotificationSettled> deserializer;

    public RunningService(TestDependencies around, MailProvider provider, String... settings) {
        this(
                around,
                new SpringApplicationBuilder(NotificationApplication.class)
                        .initializers(fresh -> ((GenericApplicationContext) fresh)
                                .registerBean(
                                        "scriptedProvider",
                                        MailProvider.class,
                                        () -> provider,
                                        bean -> bean.setPrimary(true))),
                settings);
    }

    /** The service with the provider of its settings. */
    public static RunningService withItsOwnProvider(TestDependencies around, String... settings) {
        return new RunningService(around, new SpringApplicationBuilder(NotificationApplication.class), settings);
    }

    private RunningService(TestDependencies around, SpringApplicationBuilder application, String... settings) {
        this.around = around;
        this.context = application
                .properties("spring.main.allow-bean-definition-overriding=false")
                .run(arguments(around.settings(settings)));
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", around.bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.serializer = WireFormat.serializer(around.registry().url());
        this.deserializer =
                WireFormat.deserializer(around.registry().url(), NotificationSettled.class, Duration.ofSeconds(30));
    }

    /** The last value of a setting counts. */
    private static String[] arguments(String[] settings) {
        Map<String, String> last = new LinkedHashMap<>();
        for (String setting : settings) {
            last.put(setting.substring(0, setting.indexOf('=')), "--" + setting);
        }
        return last.values().toArray(String[]::new);
    }

    public byte[] bytes(UserSignedIn event) {
        return serializer.serialize(Topics.USER_SIGNED_IN, event);
    }

    public void publish(UserSignedIn event) {
        publish(Topics.USER_SIGNED_IN, event.getUserId(), bytes(event));
    }

    public void publish(String topic, String key, byte[] value) {
        var unused = producer.send(
                new ProducerRecord<>(topic, key.getBytes(java.nio.charset.StandardCharsets.UTF_8), value));
    }

    public void publish(String topic, String key, byte @Nullable [] value, DeliveryHeaders headers) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, key.getBytes(java.nio.charset.StandardCharsets.UTF_8), value);
        headers.writeTo(record.headers());
        var unused = producer.send(record);
    }

    public void flush() {
        producer.flush();
    }

    public LedgerEntry entry(String eventKey) {
        return bean(DeliveryLedger.class).find(eventKey, Instant.now()).orElseThrow();
    }

    /** Where an event stands; empty when the ledger does not know it. */
    public Optional<DeliveryState> state(String eventKey) {
        return bean(DeliveryLedger.class).find(eventKey, Instant.now()).map(LedgerEntry::state);
    }

    /** Where its HTTP server listens. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> List<T> beans(Class<T> type) {
        return List.copyOf(context.getBeansOfType(type).values());
    }

    /** Everything on a topic so far. */
    public List<ConsumerRecord<byte[], byte[]>> recordsOn(String topic) {
        return Records.on(around.bootstrapServers(), topic);
    }

    public List<NotificationSettled> settled() {
        return recordsOn(Topics.NOTIFICATION_SETTLED).stream()
                .map(record -> deserializer.deserialize(record.topic(), record.value()))
                .toList();
    }

    /** Waits until something is so; fails when it is not within {@code limit}. */
    public static void await(String what, Duration limit, BooleanSupplier isSo) {
        long end = System.nanoTime() + limit.toNanos();
        while (!isSo.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited %s for: %s", limit, what).isLessThan(end);
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    public static <T> T within(
            Duration limit, String what, Supplier<T> supplier, java.util.function.Predicate<T> isIt) {
        List<T> last = new ArrayList<>();
        await(what, limit, () -> {
            T now = supplier.get();
            last.clear();
            last.add(now);
            return isIt.test(now);
        });
        return last.get(0);
    }

    @Override
    public void close() {
        context.close();
        producer.close();
    }
}

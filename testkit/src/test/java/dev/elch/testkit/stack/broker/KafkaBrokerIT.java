package dev.elch.testkit.stack.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.testkit.net.Ports;
import dev.elch.testkit.process.JavaProgram;
import dev.elch.testkit.process.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void keeps_topics_and_records_over_a_restart() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(0, folder)) {
            createTopic(broker.bootstrapServers(), "letters");
            send(broker.bootstrapServers(), "letters", "first");
        }
        try (KafkaBroker broker = KafkaBroker.start(0, folder)) {
            send(broker.bootstrapServers(), "letters", "second");

            assertThat(read(broker.bootstrapServers(), "letters", 2)).containsExactly("first", "second");
        }
    }

    @Test
    @Tag("slow")
    void keeps_what_it_acknowledged_when_it_is_killed() throws Exception {
        int port = Ports.free();
        try (ServiceProcess broker = startProcess(port)) {
            createTopic("127.0.0.1:" + port, "letters");
            send("127.0.0.1:" + port, "letters", "acknowledged");
            broker.kill();
        }
        try (ServiceProcess again = startProcess(port)) {
            assertThat(again.isAlive()).isTrue();
            assertThat(read("127.0.0.1:" + port, "letters", 1)).containsExactly("acknowledged");
        }
    }

    @Test
    void creates_no_topic_because_of_a_write_to_it() {
        try (KafkaBroker broker = KafkaBroker.start(0, folder)) {
            assertThatThrownBy(() -> send(broker.bootstrapServers(), "typo", "lost?"))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("typo");
        }
    }

    @Test
    void says_so_when_its_port_is_taken() {
        try (KafkaBroker broker = KafkaBroker.start(0, folder.resolve("1"))) {
            assertThatThrownBy(() -> KafkaBroker.start(broker.port(), folder.resolve("2")))
                    .hasMessageContaining("port " + broker.port())
                    .hasMessageContaining("taken");
        }
    }

    private ServiceProcess startProcess(int port) {
        return ServiceProcess.start(
                        "broker",
                        JavaProgram.main(BrokerMain.class)
                                .small(256)
                                .withArguments(
                                        Integer.toString(port),
                                        folder.resolve("data").toString()),
                        folder.resolve("broker-%d.log".formatted(System.nanoTime())))
                .awaitPrinted(BrokerMain.READY, LIMIT);
    }

    private static void createTopic(String broker, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                    .all()
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static void send(String broker, String topic, String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker, "acks", "all", "max.block.ms", "3000"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static List<String> read(String broker, String topic, int count) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", broker),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values = new java.util.ArrayList<>();
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach((ConsumerRecord<String, String> r) -> values.add(r.value()));
            }
            return values;
        }
    }
}

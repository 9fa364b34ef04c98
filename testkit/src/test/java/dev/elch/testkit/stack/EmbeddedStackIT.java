package dev.elch.testkit.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.elch.contract.Topics;
import dev.elch.contract.deployment.Deployment;
import dev.elch.testkit.net.Ports;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

class EmbeddedStackIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void comes_with_topics_and_schemas_and_tells_how_it_starts() throws Exception {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        StackProgress progress = new StackProgress() {
            @Override
            public void starting(String piece) {
                told.add("starting " + piece);
            }

            @Override
            public void ready(String piece, String address, Duration took) {
                told.add("ready " + piece);
                System.out.printf("%s is ready at %s after %d ms%n", piece, address, took.toMillis());
            }
        };

        try (EmbeddedStack stack = EmbeddedStack.start(EmbeddedStack.options(folder), progress)) {
            assertThat(told)
                    .contains("starting broker", "ready broker", "ready schema registry", "ready database")
                    .contains("ready topics", "ready schemas");
            assertThat(topicsOf(stack)).containsAll(Topics.all());
            assertThat(retentionOf(stack, Topics.DEAD_LETTERS)).isEqualTo(Duration.ofDays(30));
            assertThat(retentionOf(stack, Topics.RETRIES.get(0).name())).isGreaterThanOrEqualTo(Duration.ofDays(7));
            assertThat(new Deployment(stack.bootstrapServers(), stack.registryUrl(), 4, (short) 1).apply())
                    .as("topics created by a second deployment")
                    .isEmpty();
        }
    }

    @Test
    void a_second_start_finds_what_the_first_one_left() {
        List<Integer> ports = Ports.free(3);
        EmbeddedStackOptions options =
                EmbeddedStack.options(folder).withPorts(ports.get(0), ports.get(1), ports.get(2));
        try (EmbeddedStack stack = EmbeddedStack.start(options, StackProgress.SILENT)) {
            assertThat(stack.bootstrapServers()).endsWith(":" + ports.get(0));
            insert(stack, "kept");
        }
        try (EmbeddedStack stack = EmbeddedStack.start(options, StackProgress.SILENT)) {
            assertThat(find(stack, "kept")).isTrue();
        }
    }

    @Test
    void a_taken_port_is_named_and_nothing_is_left_running() throws Exception {
        List<Integer> ports = Ports.free(2);
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            EmbeddedStackOptions options =
                    EmbeddedStack.options(folder).withPorts(ports.get(0), ports.get(1), taken.getLocalPort());

            assertThatThrownBy(() -> EmbeddedStack.start(options, StackProgress.SILENT))
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("database");

            assertThat(Ports.isFree(ports.get(0)))
                    .as("broker's port is free again")
                    .isTrue();
            assertThat(Ports.isFree(ports.get(1)))
                    .as("registry's port is free again")
                    .isTrue();
        }
    }

    private static java.util.Set<String> topicsOf(Stack stack) throws Exception {
        try (Admin admin = admin(stack)) {
            return admin.listTopics().names().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static Duration retentionOf(Stack stack, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = admin(stack)) {
            Config config = admin.describeConfigs(List.of(resource))
                    .all()
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .get(resource);
            return Duration.ofMillis(Long.parseLong(config.get("retention.ms").value()));
        }
    }

    private static Admin admin(Stack stack) {
        return Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
    }

    private static void insert(Stack stack, String id) {
        try (MongoClient client = MongoClients.create(stack.mongoUri("test"))) {
            Mono.from(client.getDatabase("test").getCollection("things").insertOne(new Document("_id", id)))
                    .block(LIMIT);
        }
    }

    private static boolean find(Stack stack, String id) {
        try (MongoClient client = MongoClients.create(stack.mongoUri("test"))) {
            return Mono.from(client.getDatabase("test")
                                    .getCollection("things")
                                    .find(new Document("_id", id))
                                    .first())
                            .block(LIMIT)
                    != null;
        }
    }
}

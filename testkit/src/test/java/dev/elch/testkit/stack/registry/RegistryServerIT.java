package dev.elch.testkit.stack.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.contract.RegistryUnavailableException;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import dev.elch.contract.deployment.Deployment;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryServerIT {

    @TempDir
    private static Path folder;

    private static RegistryServer registry;

    private final UserSignedIn signIn = UserSignedIn.newBuilder()
            .setEventKey("k")
            .setUserId("github:1")
            .setLogin("bat")
            .setName("Бат-Эрдэнэ")
            .setOccurredAt(Instant.parse("2026-03-01T10:00:00.123Z"))
            .build();

    @BeforeAll
    static void start() {
        registry = RegistryServer.start(0, null, folder.resolve("registry.log"));
        deployTo(registry);
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @Test
    void a_record_travels_in_confluents_format() {
        Serializer<UserSignedIn> serializer = WireFormat.serializer(registry.url());
        Deserializer<UserSignedIn> deserializer = WireFormat.deserializer(registry.url(), UserSignedIn.class);

        byte[] value = serializer.serialize(Topics.USER_SIGNED_IN, signIn);

        assertThat(value).startsWith(0, 0, 0, 0);
        assertThat(get("/schemas/ids/" + value[4])).contains("UserSignedIn");
        assertThat(deserializer.deserialize(Topics.USER_SIGNED_IN, value)).isEqualTo(signIn);
    }

    @Test
    void a_newer_schema_in_the_registry_does_not_disturb_a_running_producer() {
        Deserializer<UserSignedIn> deserializer = WireFormat.deserializer(registry.url(), UserSignedIn.class);
        register(Topics.REPLAY, withField("{\"name\": \"added\", \"type\": \"string\", \"default\": \"x\"}"));

        byte[] value = WireFormat.<UserSignedIn>serializer(registry.url()).serialize(Topics.REPLAY, signIn);

        assertThat(deserializer.deserialize(Topics.REPLAY, value)).isEqualTo(signIn);
    }

    @Test
    void a_schema_that_would_break_a_reader_is_refused() {
        HttpResponse<String> answer =
                register(Topics.USER_SIGNED_IN, withField("{\"name\": \"mandatory\", \"type\": \"string\"}"));

        assertThat(answer.statusCode()).isEqualTo(409);
    }

    @Test
    void a_topic_without_a_registered_schema_is_named() {
        Serializer<UserSignedIn> serializer = WireFormat.serializer(registry.url());

        assertThatThrownBy(() -> serializer.serialize("unknown", signIn))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("unknown-value");
    }

    @Test
    void bytes_that_can_not_be_read_are_told_from_a_registry_that_is_away() {
        Deserializer<UserSignedIn> deserializer = WireFormat.deserializer(registry.url(), UserSignedIn.class);
        byte[] value = WireFormat.<UserSignedIn>serializer(registry.url()).serialize(Topics.USER_SIGNED_IN, signIn);

        assertThatThrownBy(() -> deserializer.deserialize(Topics.USER_SIGNED_IN, Arrays.copyOf(value, 9)))
                .isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> deserializer.deserialize(Topics.USER_SIGNED_IN, new byte[] {0, 0, 9, 9, 9, 9}))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void what_cannot_be_read_is_named_by_its_schema_and_by_the_record_it_is() {
        Deserializer<UserSignedIn> deserializer = WireFormat.deserializer(registry.url(), UserSignedIn.class);
        int ofOrders = idOf(register(
                "orders",
                "{\"type\":\"record\",\"name\":\"Order\",\"namespace\":\"com.example.shop\","
                        + "\"fields\":[{\"name\":\"number\",\"type\":\"string\"}]}"));

        assertThatThrownBy(() -> deserializer.deserialize(Topics.USER_SIGNED_IN, value(ofOrders, 2, 'k')))
                .isInstanceOf(SerializationException.class)
                .hasMessageStartingWith("not a value of user-signed-in: schema " + ofOrders)
                .hasMessageContaining("com.example.shop.Order")
                .hasMessageContaining(UserSignedIn.class.getName());
        assertThatThrownBy(() -> deserializer.deserialize(Topics.USER_SIGNED_IN, value(9_999, 2, 'k')))
                .isInstanceOf(SerializationException.class)
                .hasMessageStartingWith("not a value of user-signed-in: schema 9999 cannot be read as ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.elch.contract.UserSignedUp", "com.example.UserSignedIn"})
    void a_record_of_another_name_is_refused_even_if_all_its_fields_fit(String name) {
        Deserializer<UserSignedIn> deserializer = WireFormat.deserializer(registry.url(), UserSignedIn.class);
        byte[] value = WireFormat.<UserSignedIn>serializer(registry.url()).serialize(Topics.USER_SIGNED_IN, signIn);
        int schema = idOf(register(name, named(name)));
        ByteBuffer.wrap(value).putInt(1, schema);

        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> deserializer.deserialize(Topics.USER_SIGNED_IN, value))
                    .isInstanceOf(SerializationException.class)
                    .hasMessage("not a value of user-signed-in: schema %d is of %s, which is not %s"
                            .formatted(schema, name, UserSignedIn.class.getName()));
        }
    }

    @Test
    void what_was_looked_up_once_works_while_the_registry_is_down() {
        try (RegistryServer mortal = RegistryServer.start(0, null, folder.resolve("mortal.log"))) {
            deployTo(mortal);
            Serializer<UserSignedIn> serializer = WireFormat.serializer(mortal.url());
            Deserializer<UserSignedIn> deserializer = WireFormat.deserializer(mortal.url(), UserSignedIn.class);
            deserializer.deserialize(Topics.USER_SIGNED_IN, serializer.serialize(Topics.USER_SIGNED_IN, signIn));

            mortal.process().kill();

            byte[] value = serializer.serialize(Topics.USER_SIGNED_IN, signIn);
            assertThat(deserializer.deserialize(Topics.USER_SIGNED_IN, value)).isEqualTo(signIn);
            assertThatThrownBy(() -> WireFormat.deserializer(mortal.url(), UserSignedIn.class)
                            .deserialize(Topics.USER_SIGNED_IN, value))
                    .isInstanceOf(RegistryUnavailableException.class);
        }
    }

    @Test
    @Tag("slow")
    void keeps_its_ids_over_a_restart_and_a_kill() {
        Path data = folder.resolve("data");
        byte[] before;
        try (RegistryServer first = RegistryServer.start(0, data, folder.resolve("first.log"))) {
            deployTo(first);
            before = WireFormat.<UserSignedIn>serializer(first.url()).serialize(Topics.USER_SIGNED_IN, signIn);
            first.process().kill();
        }
        try (RegistryServer second = RegistryServer.start(0, data, folder.resolve("second.log"))) {
            deployTo(second);
            assertThat(WireFormat.deserializer(second.url(), UserSignedIn.class)
                            .deserialize(Topics.USER_SIGNED_IN, before))
                    .isEqualTo(signIn);
            assertThat(WireFormat.<UserSignedIn>serializer(second.url()).serialize(Topics.USER_SIGNED_IN, signIn))
                    .isEqualTo(before);
        }
    }

    private static void deployTo(RegistryServer server) {
        Deployment.applySchemas(server.url());
    }

    /** The schema of a sign-in under another name. */
    private static String named(String name) {
        Schema ours = UserSignedIn.getClassSchema();
        return Schema.createRecord(
                        name,
                        null,
                        null,
                        false,
                        ours.getFields().stream()
                                .map(field -> new Schema.Field(field, field.schema()))
                                .toList())
                .toString();
    }

    private static String withField(String field) {
        return UserSignedIn.getClassSchema().toString().replaceFirst("\"fields\":\\[", "\"fields\":[" + field + ",");
    }

    private static HttpResponse<String> register(String topic, String schema) {
        String body = "{\"schema\": \"" + schema.replace("\"", "\\\"") + "\"}";
        return send(HttpRequest.newBuilder(
                        URI.create(registry.confluentUrl() + "/subjects/" + Topics.valueSubject(topic) + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static int idOf(HttpResponse<String> registered) {
        return Integer.parseInt(registered.body().replaceAll("\\D", ""));
    }

    private static byte[] value(int schema, int... avro) {
        ByteBuffer value = ByteBuffer.allocate(5 + avro.length).put((byte) 0).putInt(schema);
        Arrays.stream(avro).forEach(number -> value.put((byte) number));
        return value.array();
    }

    private static String get(String path) {
        return send(HttpRequest.newBuilder(URI.create(registry.confluentUrl() + path))
                        .build())
                .body();
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (Exception e) {
            throw new IllegalStateException(request + " failed", e);
        }
    }
}

package dev.elch.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.elch.contract.Topics;
import dev.elch.testkit.github.Persona;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** What others see of an event: programs that know Confluent's formats and nothing of us. */
@ExtendWith(SharedPlayground.class)
class OtherClientsIT {

    private static final Path NODE = Path.of("src", "test", "node").toAbsolutePath();
    private static final byte MAGIC = 0;

    private RunningPlayground playground;
    private Kcat.Printed published;

    @BeforeEach
    void signIn(RunningPlayground shared) {
        playground = shared;
        assumeTrue(Program.exists("kcat"), "no kcat on this machine: .ci/run installs it");
        try (Browser browser = Browser.open()) {
            new SignInPages(shared, browser.stranger("mn-MN")).signInAs(Persona.CYRILLIC_NAME);
        }
        published = Kcat.read("127.0.0.1:" + shared.port(Port.BROKER), Topics.USER_SIGNED_IN).stream()
                .filter(record -> record.key().equals("1005"))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError("no event of this user on the topic"));
    }

    @Test
    void reads_the_event_with_kcat_and_the_schema_from_the_registry() throws Exception {
        ByteBuffer value = ByteBuffer.wrap(published.value());
        assertThat(value.get()).isEqualTo(MAGIC);
        Schema schema = schema(value.getInt());

        GenericRecord event = new GenericDatumReader<GenericRecord>(schema)
                .read(
                        null,
                        DecoderFactory.get().binaryDecoder(value.array(), value.position(), value.remaining(), null));

        assertThat(event.getSchema().getFullName()).isEqualTo("dev.elch.contract.UserSignedIn");
        assertThat(event.get("login")).hasToString("oyuunaa");
        assertThat(event.get("name")).hasToString("Оюунаа Дорж");
        assertThat(event.get("email")).hasToString("oyuunaa@example.org");
        assertThat(event.get("locale")).asString().startsWith("mn");
    }

    @Test
    void reads_the_event_with_the_two_clients_that_node_programs_use() {
        assumeTrue(Program.exists("node") && Program.exists("npm"), "no Node on this machine");
        Program.run(NODE, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent");

        byte[] output = Program.run(
                NODE,
                "node",
                "decode.mjs",
                registry().toString(),
                Topics.USER_SIGNED_IN,
                Base64.getEncoder().encodeToString(published.value()));

        String[] lines = new String(output, StandardCharsets.UTF_8).strip().split("\n");
        assertThat(lines).hasSize(2);
        assertThat(lines[0]).startsWith("kafkajs {").contains("\"name\":\"Оюунаа Дорж\"", "\"login\":\"oyuunaa\"");
        assertThat(lines[1]).startsWith("confluent {").contains("\"name\":\"Оюунаа Дорж\"", "\"login\":\"oyuunaa\"");
    }

    private Schema schema(int id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry() + "/schemas/ids/" + id))
                .build();
        String answer = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        return new Schema.Parser()
                .parse(JsonMapper.shared().readTree(answer).get("schema").asString());
    }

    private URI registry() {
        return URI.create("http://127.0.0.1:" + playground.port(Port.REGISTRY) + "/apis/ccompat/v7");
    }
}

package dev.elch.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.elch.contract.Topics;
import dev.elch.standin.github.Persona;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What others see of an event: programs that know Confluent's formats and nothing of us. */
@Tag("slow")
@ExtendWith(SharedPlayground.class)
class OtherClientsIT {

    private static final Path NODE = Path.of("src", "test", "node").toAbsolutePath();

    private PublishedRecords records;
    private Kcat.Printed published;

    @BeforeEach
    void signIn(RunningPlayground playground) {
        assumeTrue(Program.exists("kcat"), "no kcat on this machine: .ci/run installs it");
        records = new PublishedRecords(playground);
        int before = eventsOfOyuunaa().size();
        try (Browser browser = Browser.open()) {
            new SignInPages(playground, browser.stranger("mn-MN")).signInAs(Persona.CYRILLIC_NAME);
        }
        published = Eventually.get(
                "an event of this sign-in on the topic",
                () -> eventsOfOyuunaa().stream().skip(before).findFirst());
    }

    private List<Kcat.Printed> eventsOfOyuunaa() {
        return records.read(Topics.USER_SIGNED_IN).stream()
                .filter(record -> record.key().equals("github:1005"))
                .toList();
    }

    @Test
    void reads_the_event_with_kcat_and_the_schema_from_the_registry() {
        GenericRecord event = records.decode(published);

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
                records.registry().toString(),
                Topics.USER_SIGNED_IN,
                Base64.getEncoder().encodeToString(published.value()));

        String[] lines = new String(output, StandardCharsets.UTF_8).strip().split("\n");
        assertThat(lines).hasSize(2);
        assertThat(lines[0]).startsWith("kafkajs {").contains("\"name\":\"Оюунаа Дорж\"", "\"login\":\"oyuunaa\"");
        assertThat(lines[1]).startsWith("confluent {").contains("\"name\":\"Оюунаа Дорж\"", "\"login\":\"oyuunaa\"");
    }
}

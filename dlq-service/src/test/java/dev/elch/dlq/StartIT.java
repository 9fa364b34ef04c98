package dev.elch.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.testkit.process.JavaProgram;
import dev.elch.testkit.process.ServiceProcess;
import dev.elch.testkit.stack.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is missing at start is said in words, and the service exits. */
class StartIT {

    @TempDir
    Path logs;

    @Test
    void a_start_without_a_broker_says_what_is_missing_and_how_to_set_it() throws Exception {
        assertThatStartExplains(
                "spring.kafka.bootstrap-servers",
                "127.0.0.1:1",
                "Kafka does not answer at 127.0.0.1:1",
                "SPRING_KAFKA_BOOTSTRAP_SERVERS");
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "spring.mongodb.uri, mongodb://127.0.0.1:1/elch, MongoDB does not answer, SPRING_MONGODB_URI",
        "elch.registry.url, http://127.0.0.1:1/apis/registry/v3, The schema registry does not answer, ELCH_REGISTRY_URL",
        "elch.replay.topics, nowhere, has no topic nowhere, take it off the list",
        "elch.replay.topics, user-signed-in, is a topic of Elch, take it out",
        "spring.profiles.active, prodution, There is no profile prodution, production",
        "elch.api.tokens.ada.sha256, open-sesame, must have 64 hexadecimal digits, sha256sum",
    })
    void a_start_without_it_says_what_is_missing_and_how_to_set_it(
            String property, String value, String what, String remedy) throws Exception {
        assertThatStartExplains(property, value, what, remedy);
    }

    private void assertThatStartExplains(String property, String value, String what, String remedy) throws Exception {
        JavaProgram program = JavaProgram.main(DlqApplication.class).small(192);
        for (String argument : Services.arguments(Stack.shared(), "start")) {
            if (!argument.startsWith("--" + property + "=") && !argument.startsWith("--elch.start.patience=")) {
                program = program.withArguments(argument);
            }
        }
        program = program.withArguments("--elch.start.patience=5s", "--" + property + "=" + value);

        try (ServiceProcess service = ServiceProcess.start("start", program, logs.resolve("start.log"))) {
            assertThat(service.onExit().get(3, TimeUnit.MINUTES)).isEqualTo(1);
            assertThat(Files.readString(service.log()))
                    .contains(what)
                    .contains(remedy)
                    .doesNotContain("\n\tat ");
        }
    }
}

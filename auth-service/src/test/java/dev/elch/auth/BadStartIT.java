package dev.elch.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.testkit.process.JavaProgram;
import dev.elch.testkit.process.ServiceProcess;
import dev.elch.testkit.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who starts the service wrongly reads what to change, finds no stack trace, and gets an exit code that is not zero. */
class BadStartIT {

    private static final int LIMIT_SECONDS = 120;

    /** Nothing listens on port 1, and no test takes it. */
    private static final String NOWHERE = "127.0.0.1:1";

    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    void without_a_client_id() throws Exception {
        assertThat(outputOf(JavaProgram.main(AuthApplication.class)))
                .contains("The client-id of the GitHub application is not set.")
                .contains("ELCH_GITHUB_CLIENT_ID");
    }

    @Test
    @Tag("slow")
    void with_an_unknown_profile() throws Exception {
        assertThat(outputOf(wellConfiguredBut("spring.profiles.active", "staging")))
                .contains("There is no profile staging.");
    }

    @Test
    void without_a_broker() throws Exception {
        assertThat(outputOf(wellConfiguredBut("spring.kafka.bootstrap-servers", NOWHERE)))
                .contains("Kafka does not answer at " + NOWHERE)
                .contains("SPRING_KAFKA_BOOTSTRAP_SERVERS");
    }

    @Test
    @Tag("slow")
    void without_a_registry() throws Exception {
        assertThat(outputOf(wellConfiguredBut("elch.registry.url", "http://" + NOWHERE + "/apis/registry/v3")))
                .contains("The schema registry does not answer at http://" + NOWHERE)
                .contains("ELCH_REGISTRY_URL");
    }

    @Test
    @Tag("slow")
    void without_a_database() throws Exception {
        assertThat(outputOf(wellConfiguredBut("spring.mongodb.uri", "mongodb://" + NOWHERE + "/elch")))
                .contains("MongoDB does not answer at " + NOWHERE)
                .contains("SPRING_MONGODB_URI");
    }

    private static JavaProgram wellConfiguredBut(String name, String value) {
        Stack stack = Stack.shared();
        String registration = "spring.security.oauth2.client.registration.github.";
        Map<String, String> settings = new TreeMap<>(Map.of(
                registration + "client-id",
                "id",
                registration + "client-secret",
                "secret",
                "server.port",
                "0",
                "elch.start.patience",
                "5s",
                "spring.kafka.bootstrap-servers",
                stack.bootstrapServers(),
                "elch.registry.url",
                stack.registryUrl().toString(),
                "spring.mongodb.uri",
                stack.mongoUri("auth_bad_start")));
        settings.put(name, value);
        return JavaProgram.main(AuthApplication.class)
                .withArguments(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    private String outputOf(JavaProgram program) throws IOException, InterruptedException {
        Path log = folder.resolve("auth-service.log");
        try (ServiceProcess process = ServiceProcess.start("auth-service", program.small(256), log)) {
            int exitCode =
                    process.onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
            String output = Files.readString(log);
            assertThat(exitCode).as(output).isNotZero();
            assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain("\n\tat ");
            return output;
        }
    }
}

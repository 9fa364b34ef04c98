package dev.elch.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code run} with a Maven and a Java that only note how they are called. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class RunScriptTest {

    private static final String MAVEN = """
            #!/bin/sh
            echo "$*" >>"$(dirname "$0")/maven-calls"
            for module in playground auth-service notification-service dlq-service; do mkdir -p $module/target; done
            touch playground/target/playground-0.1.0-SNAPSHOT.jar
            for service in auth-service notification-service dlq-service; do
              touch $service/target/$service-0.1.0-SNAPSHOT-app.jar
            done
            """;
    private static final String JAVA = """
            #!/bin/sh
            case "$*" in
              *-version*) printf 'openjdk version "17.0.1"\\n    java.home = %s\\n' "$JAVA_HOME" >&2 ;;
              *) echo "started" ;;
            esac
            """;

    @TempDir
    private Path root;

    @BeforeEach
    void layOut() throws IOException {
        Files.copy(Path.of("..", "run"), root.resolve("run"));
        program("mvnw", MAVEN);
        program("jdk/bin/java", JAVA);
        program("jdk/bin/javac", JAVA);
    }

    @Test
    void builds_once_while_nothing_changes() throws Exception {
        run("");
        assertThat(run("")).containsExactly("started");

        assertThat(mavenCalls()).hasSize(1);
    }

    @Test
    void builds_again_when_the_options_of_the_build_changed() throws Exception {
        run("");
        assertThat(run("-Pconfluent")).contains("started").anyMatch(line -> line.contains("options have changed"));
        run("-Pconfluent");
        assertThat(mavenCalls())
                .hasSize(2)
                .last()
                .asString()
                .contains(" -Pconfluent ")
                .endsWith(" package");

        run("");
        assertThat(mavenCalls()).hasSize(3).last().asString().doesNotContain("confluent");
    }

    private List<String> run(String mavenArguments) throws Exception {
        Path output = root.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("bash", root.resolve("run").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().remove("MAVEN_ARGS");
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", root.resolve("jdk").toString(),
                        "ELCH_MAVEN_ARGS", mavenArguments,
                        "HOME", root.toString()));
        Files.createDirectories(root.resolve(".m2/repository/org/springframework"));
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readAllLines(output).stream()
                .filter(line -> !line.startsWith("find: "))
                .toList();
    }

    private List<String> mavenCalls() throws IOException {
        return Files.readAllLines(root.resolve("maven-calls"));
    }

    private void program(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}

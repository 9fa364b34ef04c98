package dev.elch.testkit.stack.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongodProcessTest {

    @TempDir
    private Path folder;

    @Test
    void is_found_by_its_variable() throws Exception {
        Path mongod = program("my-mongod");

        assertThat(MongodProcess.find(Map.of("MONGOD", mongod.toString(), "PATH", "/nowhere")))
                .contains(mongod);
    }

    @Test
    void is_found_on_the_path() throws Exception {
        Path mongod = program("mongod");

        assertThat(MongodProcess.find(Map.of("PATH", "/nowhere:" + folder))).contains(mongod);
    }

    @Test
    void is_nowhere_on_most_machines() {
        assertThat(MongodProcess.find(Map.of("PATH", "/nowhere"))).isEmpty();
        assertThat(MongodProcess.find(Map.of())).isEmpty();
    }

    @Test
    void a_variable_that_names_no_program_is_an_error_and_not_ignored() {
        assertThatThrownBy(() -> MongodProcess.find(Map.of("MONGOD", "/nowhere/mongod")))
                .hasMessageContaining("/nowhere/mongod")
                .hasMessageContaining("correct or unset it");
    }

    @Test
    void listens_on_loopback_alone() {
        assertThat(MongodProcess.commandLine(Path.of("/usr/bin/mongod"), 27017, folder))
                .startsWith("/usr/bin/mongod")
                .containsSequence("--bind_ip", "127.0.0.1")
                .containsSequence("--port", "27017");
    }

    private Path program(String name) throws Exception {
        return Files.createFile(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
}

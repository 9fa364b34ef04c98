package dev.elch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** scripts/make-env.sh writes the settings of compose with secrets of their own. */
class MakeEnvTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void assumeBash() {
        assumeTrue(
                Files.isExecutable(Path.of("/bin/bash")) || Files.isExecutable(Path.of("/usr/bin/bash")),
                "scripts/make-env.sh is not tried: there is no bash here");
    }

    @Test
    void every_variable_has_a_value_but_the_list_of_admins() throws Exception {
        assertThat(write(file())).isZero();

        Map<String, String> variables = Compose.variablesOf(file());
        assertThat(variables.keySet())
                .isEqualTo(Compose.variablesOf(Compose.ROOT.resolve(".env.example"))
                        .keySet());
        assertThat(variables).allSatisfy((name, value) -> {
            if (!name.equals("ELCH_ADMINS")) {
                assertThat(value).as(name).isNotEmpty();
            }
        });
        assertThat(Base64.getDecoder().decode(variables.get("ELCH_DISPUTE_LINK_KEY")))
                .hasSize(32);
    }

    @Test
    void the_hash_is_that_of_the_token() throws Exception {
        write(file());

        Map<String, String> variables = Compose.variablesOf(file());
        assertThat(sha256(variables.get("ELCH_TOKEN"))).isEqualTo(variables.get("ELCH_TOKEN_SHA256"));
    }

    @Test
    void only_the_owner_can_read_it() throws Exception {
        write(file());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void two_runs_give_different_secrets() throws Exception {
        write(file());
        write(folder.resolve("other"));

        Map<String, String> other = Compose.variablesOf(folder.resolve("other"));
        assertThat(Compose.variablesOf(file()).entrySet())
                .filteredOn(entry -> !entry.getValue().equals(other.get(entry.getKey())))
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "ELCH_DISPUTE_LINK_KEY",
                        "ELCH_STORAGE_KEY",
                        "ELCH_SUPPRESSION_PEPPER",
                        "ELCH_TOKEN",
                        "ELCH_TOKEN_SHA256");
    }

    @Test
    void settings_that_are_there_stay_as_they_are() throws Exception {
        Files.writeString(file(), "ELCH_TAG=mine\n");

        assertThat(write(file())).isEqualTo(1);
        assertThat(file()).hasContent("ELCH_TAG=mine\n");
    }

    private Path file() {
        return folder.resolve("env");
    }

    private static int write(Path file) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        "bash",
                        Compose.ROOT.resolve("scripts").resolve("make-env.sh").toString(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}

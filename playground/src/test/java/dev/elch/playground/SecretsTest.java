package dev.elch.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void makes_a_secret_once() {
        String first = new Secrets(folder).named("links");

        assertThat(new Secrets(folder).named("links")).isEqualTo(first);
        assertThat(new Secrets(folder).named("other")).isNotEqualTo(first);
        assertThat(Base64.getDecoder().decode(first)).hasSize(32);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void lets_only_the_owner_read_it() throws IOException {
        new Secrets(folder).named("links");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("links"))))
                .isEqualTo("rw-------");
    }
}

package dev.elch.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class LeftoverProcessesTest {

    @TempDir
    Path folder;

    @Test
    void ends_what_the_last_run_left_behind() throws IOException {
        Process left = new ProcessBuilder("sleep", "60").start();
        new LeftoverProcesses(folder.resolve("children")).remember(left.pid());

        assertThat(new LeftoverProcesses(folder.resolve("children")).end()).isEqualTo(1);

        assertThat(left.isAlive()).isFalse();
        assertThat(folder.resolve("children")).doesNotExist();
    }

    @Test
    void spares_another_process_that_has_the_id_now() throws IOException {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        Files.writeString(folder.resolve("children"), stranger.pid() + " 2001-01-01T00:00:00Z\nnonsense\n1 2\n");

        assertThat(new LeftoverProcesses(folder.resolve("children")).end()).isZero();

        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly();
    }
}

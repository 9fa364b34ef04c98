package dev.elch.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void starts_a_program_with_its_settings_and_keeps_what_it_prints() throws Exception {
        try (var greeter =
                start("greet", program("greet").withEnvironment("WHO", "Бат").withProperty("word", "Сайн уу"))) {
            greeter.awaitPrinted("Сайн уу Бат", LIMIT);

            assertThat(greeter.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isZero();
            assertThat(Files.readString(greeter.log())).contains("Сайн уу Бат");
        }
    }

    @Test
    void waits_until_a_url_answers() {
        try (var server = start("serve", program("serve"))) {
            server.awaitPrinted("port ", LIMIT);

            server.awaitReady(URI.create("http://127.0.0.1:%s/".formatted(printedAfter("port ", server))), LIMIT);

            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void says_why_a_program_is_not_ready_when_it_ends() {
        try (var failing = start("fail", program("fail"))) {
            assertThatThrownBy(() -> failing.awaitReady(URI.create("http://127.0.0.1:1/"), LIMIT))
                    .hasMessageContaining("fail ended with exit code 3")
                    .hasMessageContaining("the disk is on fire");
        }
    }

    @Test
    void says_that_a_program_took_too_long() {
        try (var waiting = start("wait", program("wait"))) {
            assertThatThrownBy(() -> waiting.awaitReady(URI.create("http://127.0.0.1:1/"), Duration.ofMillis(100)))
                    .hasMessageContaining("did not answer at http://127.0.0.1:1/");
        }
    }

    @Test
    void kills_without_giving_a_chance_to_clean_up() {
        try (var waiting = start("wait", program("wait"))) {
            waiting.awaitPrinted("waiting", LIMIT);

            waiting.kill();

            assertThat(waiting.exitCode()).isEqualTo(128 + 9);
            assertThat(waiting.log()).content().doesNotContain("cleaned up");
        }
    }

    @Test
    void stops_gracefully() {
        try (var waiting = start("wait", program("wait"))) {
            waiting.awaitPrinted("waiting", LIMIT);

            assertThat(waiting.stop(LIMIT)).isTrue();

            assertThat(waiting.log()).content().contains("cleaned up");
        }
    }

    @Test
    void a_frozen_program_does_nothing_until_it_is_thawed() {
        try (var waiting = start("wait", program("wait"))) {
            waiting.awaitPrinted("waiting", LIMIT);

            waiting.freeze();
            assertThat(waiting.stop(Duration.ofMillis(300)))
                    .as("ends while frozen")
                    .isFalse();
            assertThat(waiting.log()).content().doesNotContain("cleaned up");
        }
        try (var waiting = start("again", program("wait"))) {
            waiting.awaitPrinted("waiting", LIMIT);
            waiting.freeze();
            waiting.thaw();
            assertThat(waiting.stop(LIMIT)).isTrue();
        }
    }

    @Test
    void a_child_ends_when_its_parent_is_killed() throws Exception {
        var parent = start(
                "parent",
                program("parent").withArguments(folder.resolve("grandchild.log").toString()));
        parent.awaitPrinted("child ", LIMIT);
        ProcessHandle grandchild =
                ProcessHandle.of(Long.parseLong(printedAfter("child ", parent))).orElseThrow();

        parent.kill();

        grandchild.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(grandchild.isAlive()).isFalse();
    }

    private ServiceProcess start(String name, JavaProgram program) {
        return ServiceProcess.start(name, program, folder.resolve(name + ".log"));
    }

    private static JavaProgram program(String what) {
        return JavaProgram.main(SampleProgram.class)
                .small(50)
                .withJvmFlags("-Dfile.encoding=UTF-8", "-Dsun.stdout.encoding=UTF-8", "-Dstdout.encoding=UTF-8")
                .withArguments(what);
    }

    private static String printedAfter(String word, ServiceProcess process) {
        try {
            return Files.readString(process.log())
                    .lines()
                    .filter(line -> line.startsWith(word))
                    .map(line -> line.substring(word.length()).strip())
                    .findFirst()
                    .orElseThrow();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

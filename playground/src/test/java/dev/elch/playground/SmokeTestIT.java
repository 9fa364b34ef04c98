package dev.elch.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code scripts/smoke-test.sh} against a playground. */
@ExtendWith(SharedPlayground.class)
class SmokeTestIT {

    /** What the script printed, and its exit code. */
    private record Run(String printed, int exitCode) {}

    @BeforeEach
    void bashIsThere() {
        assumeTrue(Program.exists("bash") && Program.exists("curl"), "no bash or no curl on this machine");
    }

    @Test
    void finds_nothing_wrong_with_a_running_system(RunningPlayground playground) {
        Run run = smokeTest(playground, playground.operatorToken());

        assertThat(run.printed())
                .contains("enqueue", "status", "idempotency", "rate limit", "dead letters", "All is well")
                .doesNotContain("FAILED");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void fails_when_the_services_do_not_know_the_token(RunningPlayground playground) {
        Run run = smokeTest(playground, "a-token-of-another-system", "--patience", "1");

        assertThat(run.printed())
                .contains("FAILED  a job is taken in: expected 202", "FAILED  they are listed: expected 200")
                .contains("checks failed")
                .doesNotContain("All is well");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void fails_when_nothing_listens() {
        Run run = run("any", "--url", "http://127.0.0.1:9", "--patience", "1");

        assertThat(run.printed()).contains("FAILED  a job is taken in", "got 000");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void does_nothing_without_a_token_or_with_an_unknown_option() {
        assertThat(run("").exitCode()).isEqualTo(2);
        assertThat(run("any", "--verbose").exitCode()).isEqualTo(2);
        assertThat(run("any", "--quota", "none").exitCode()).isEqualTo(2);
        assertThat(run("any", "--patience").exitCode()).isEqualTo(2);
    }

    private static Run smokeTest(RunningPlayground playground, String token, String... options) {
        List<String> words = new ArrayList<>(List.of(
                "--jobs",
                "http://127.0.0.1:" + playground.port(Port.NOTIFICATION),
                "--dead-letters",
                "http://127.0.0.1:" + playground.port(Port.DLQ)));
        words.addAll(List.of(options));
        return run(token, words.toArray(String[]::new));
    }

    private static Run run(String token, String... options) {
        List<String> command = new ArrayList<>(List.of("bash", "../scripts/smoke-test.sh"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("ELCH_TOKEN", token);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(printed, process.waitFor());
        } catch (IOException e) {
            throw new AssertionError("cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + command, e);
        }
    }
}

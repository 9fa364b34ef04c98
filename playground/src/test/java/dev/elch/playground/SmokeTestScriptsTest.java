package dev.elch.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The smoke tests for bash and for PowerShell send the same requests in the same order and expect the same answers. */
class SmokeTestScriptsTest {

    private static final Path SCRIPTS = Path.of("..", "scripts");

    @Test
    void both_send_the_same_requests_and_expect_the_same_answers() throws IOException {
        List<String> bash = steps("smoke-test.sh");

        assertThat(bash).hasSizeGreaterThanOrEqualTo(40);
        assertThat(steps("smoke-test.ps1")).containsExactlyElementsOf(bash);
    }

    @Test
    void both_explain_the_same_options() throws IOException {
        assertThat(options("smoke-test.ps1", "  -([A-Z]\\w+) .*"))
                .containsExactlyElementsOf(options("smoke-test.sh", "  --([a-z-]+) .*"));
    }

    @Test
    void both_know_the_five_cases() throws IOException {
        assertThat(steps("smoke-test.sh"))
                .containsSubsequence("enqueue", "status", "idempotency", "rate limit", "dead letters");
    }

    /** Titles, requests, expectations, and the key and token that the requests go with; without what only quotes. */
    private static List<String> steps(String script) throws IOException {
        return Files.readAllLines(SCRIPTS.resolve(script)).stream()
                .map(String::strip)
                .map(line -> line.replaceFirst("^(echo|Write-Output) (\"[a-z ]+\")$", "title $2"))
                .map(line -> line.replaceFirst("^\\$?(key|token) ?= ?", "$1="))
                .filter(line -> line.matches("(call [a-z]+ [A-Z]|expect \"|title |key=|token=).*"))
                .map(line -> line.replace("${run}", "$run").replace("$env:", "$"))
                .map(line -> line.replaceAll("[\\\\`\"']", "").replaceFirst("^title ", ""))
                .toList();
    }

    private static List<String> options(String script, String form) throws IOException {
        return Files.readAllLines(SCRIPTS.resolve(script)).stream()
                .filter(line -> line.matches(form))
                .map(line -> line.replaceFirst(form, "$1").replace("-", "").toLowerCase(Locale.ROOT))
                .toList();
    }
}

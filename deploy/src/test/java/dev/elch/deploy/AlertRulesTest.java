package dev.elch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each alert fires when it should, is silent when it should, and has a page that says what to do. */
class AlertRulesTest {

    private static final Path RULES = Chart.FOLDER.resolve("alerts").resolve("elch.yaml");
    private static final Path TESTS = Path.of("src", "test", "alerts", "elch.test.yaml");
    private static final Path RUNBOOKS = Path.of("..", "docs", "runbooks");

    static List<String> alerts() {
        return Manifests.stream(Yaml.read(RULES).path("groups"))
                .flatMap(group -> Manifests.stream(group.path("rules")))
                .map(rule -> rule.path("alert").asText())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void an_alert_has_one_test_that_fires_and_one_that_stays_silent(String alert) {
        List<JsonNode> expected = Manifests.stream(Yaml.read(TESTS).path("tests"))
                .flatMap(test -> Manifests.stream(test.path("alert_rule_test")))
                .filter(test -> test.path("alertname").asText().equals(alert))
                .map(test -> test.path("exp_alerts"))
                .toList();

        assertThat(expected).anyMatch(alerts -> !alerts.isEmpty()).anyMatch(JsonNode::isEmpty);
    }

    @Test
    void promtool_agrees() throws Exception {
        String path = System.getenv("PATH");
        assumeTrue(
                Stream.of(path.split(":", -1)).anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool"))),
                "alerts are not tried here: promtool is not installed; Debian has it in the package prometheus");
        Process promtool = new ProcessBuilder("promtool", "test", "rules", TESTS.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(output).isZero();
        assertThat(output).contains("SUCCESS");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void an_alert_has_a_runbook(String alert) throws IOException {
        assertThat(Files.readString(RUNBOOKS.resolve(alert + ".md")))
                .contains("## What it means", "## What to do", "## How it ends");
    }

    @Test
    void there_is_no_runbook_without_an_alert() throws IOException {
        try (Stream<Path> pages = Files.list(RUNBOOKS)) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
                    .filteredOn(name -> !name.equals("README"))
                    .containsExactlyInAnyOrderElementsOf(alerts());
        }
    }
}

package dev.elch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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
        assumeTrue(
                Programs.isInstalled("promtool"),
                "alerts are not tried here: promtool is not installed; Debian has it in the package prometheus");
        Programs.Ended promtool = Programs.run(Path.of("."), "promtool", "test", "rules", TESTS.toString());

        assertThat(promtool.code()).as(promtool.output()).isZero();
        assertThat(promtool.output()).contains("SUCCESS");
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

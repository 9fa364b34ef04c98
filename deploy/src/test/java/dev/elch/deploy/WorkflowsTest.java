package dev.elch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflows run what is here, with actions that are pinned to a commit and no more rights than they need. */
class WorkflowsTest {

    private static final Path ROOT = Path.of("..");
    private static final Path FOLDER = ROOT.resolve(".github").resolve("workflows");
    private static final Pattern USES = Pattern.compile("(?m)^\\s*(?:- )?uses: (.*)$");
    private static final Pattern PINNED = Pattern.compile("[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");
    private static final Pattern PROFILE = Pattern.compile("-P(\\w+)");
    private static final Pattern SCRIPT = Pattern.compile("\\b(scripts/[\\w-]+\\.sh|deploy/[\\w/.-]+)");

    /** What a stranger can choose, such as the title of a pull request, would be run as a command. */
    private static final Pattern FOREIGN = Pattern.compile("\\$\\{\\{");

    static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @Test
    void there_are_workflows_for_changes_nights_releases_and_code_analysis() throws IOException {
        assertThat(workflows())
                .extracting(file -> file.getFileName().toString())
                .contains("build.yml", "nightly.yml", "release.yml", "codeql.yml");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void every_action_is_pinned_by_commit_and_names_its_version(Path workflow) throws IOException {
        Matcher uses = USES.matcher(Files.readString(workflow));
        List<String> actions = new ArrayList<>();
        while (uses.find()) {
            actions.add(uses.group(1));
        }

        assertThat(actions).isNotEmpty().allSatisfy(action -> assertThat(action).matches(PINNED));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void a_workflow_may_read_and_a_job_names_what_else_it_needs(Path workflow) {
        JsonNode permissions = Yaml.read(workflow).path("permissions");

        assertThat(permissions.isObject()).as("permissions").isTrue();
        assertThat(permissions.properties())
                .allSatisfy(right -> assertThat(right.getValue().asText()).isEqualTo("read"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void every_job_ends(Path workflow) {
        assertThat(Yaml.read(workflow).path("jobs").properties())
                .isNotEmpty()
                .allSatisfy(
                        job -> assertThat(job.getValue().path("timeout-minutes").asInt())
                                .as(job.getKey())
                                .isBetween(1, 90));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void no_command_has_an_expression_in_it(Path workflow) {
        assertThat(commands(workflow)).allSatisfy(command -> assertThat(command).doesNotContainPattern(FOREIGN));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void what_a_workflow_runs_is_there(Path workflow) throws IOException {
        String text = Files.readString(workflow);
        String pom = Files.readString(ROOT.resolve("pom.xml"));

        Matcher script = SCRIPT.matcher(text);
        while (script.find()) {
            assertThat(ROOT.resolve(script.group(1))).exists();
        }
        Matcher profile = PROFILE.matcher(text);
        while (profile.find()) {
            assertThat(pom + Files.readString(ROOT.resolve("schemas").resolve("pom.xml")))
                    .contains("<id>" + profile.group(1) + "</id>");
        }
    }

    @Test
    void the_tests_of_a_change_run_on_every_supported_jdk() {
        JsonNode versions = Yaml.read(FOLDER.resolve("build.yml")).at("/jobs/verify/strategy/matrix/jdk");

        assertThat(Manifests.stream(versions).map(JsonNode::asInt)).containsExactly(17, 21, 25);
    }

    @Test
    void actionlint_has_no_complaint() throws Exception {
        assumeTrue(Programs.isInstalled("actionlint"), "workflows are not linted here: actionlint is not installed");
        Programs.Ended lint = Programs.run(ROOT, "actionlint");

        assertThat(lint.output()).isEmpty();
        assertThat(lint.code()).isZero();
    }

    private static List<String> commands(Path workflow) {
        return Manifests.stream(Yaml.read(workflow).path("jobs"))
                .flatMap(job -> Manifests.stream(job.path("steps")))
                .map(step -> step.path("run").asText())
                .filter(command -> !command.isEmpty())
                .toList();
    }
}

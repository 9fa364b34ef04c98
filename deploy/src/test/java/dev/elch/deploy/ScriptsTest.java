package dev.elch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shell script explains itself, refuses what it does not know before it does anything, and is clean. */
class ScriptsTest {

    private static final Path FOLDER = Compose.ROOT.resolve("scripts");

    static List<String> scripts() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sh"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void help_says_what_the_script_does_and_how_it_is_called(String script) throws Exception {
        Programs.Ended help = run("bash", path(script), "--help");

        assertThat(help.code()).isZero();
        assertThat(help.output()).contains("scripts/" + script);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void an_unknown_option_is_refused_and_named(String script) throws Exception {
        Programs.Ended refused = run("bash", path(script), "--no-such-option");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.output()).contains("--no-such-option is no");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void the_script_can_be_executed(String script) {
        assertThat(Path.of(path(script))).isExecutable();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void shellcheck_has_no_complaint(String script) throws Exception {
        assumeTrue(Programs.isInstalled("shellcheck"), "scripts are not checked: shellcheck is not installed");

        assertThat(run("shellcheck", path(script)).output()).isEmpty();
    }

    private static String path(String script) {
        return FOLDER.resolve(script).toString();
    }

    private static Programs.Ended run(String... command) throws IOException, InterruptedException {
        assumeTrue(Programs.isInstalled(command[0]), command[0] + " is not installed");
        return Programs.run(Path.of("."), command);
    }
}

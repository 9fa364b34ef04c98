package dev.elch.dlq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What the command line says without a service. */
class ElchCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "dlq list --help,List dead letters",
        "dlq ls --help,List dead letters",
        "tokens list --help,List all tokens",
        "tokens ls --help,List all tokens",
        "suppressions list --help,List suppressions",
        "dlq --help,list",
        "tokens --help,list",
        "--help,dlq",
    })
    void every_list_has_its_help(String line, String said) {
        assertThat(elch(line.split(" "))).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("Usage: elch").contains(said);
    }

    @Test
    void a_filter_without_a_value_is_told_in_good_words() {
        assertThat(elch("dlq", "list", "--filter", "nonsense")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .containsIgnoringCase("option '--filter'")
                .contains("NAME=VALUE", "nonsense")
                .doesNotContain("option option");
    }

    @Test
    void a_missing_command_is_told_with_the_way_to_the_help() {
        assertThat(elch("tokens")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("Missing command: see elch tokens --help.");
    }

    @Test
    void a_dead_letter_is_shown_with_its_attempts_and_its_stack_trace() {
        String shown = Texts.deadLetter(JsonMapper.shared().readTree("""
                {"id": "k~0",
                 "error": {"kind": "internal_error", "stackTrace": "java.lang.ArithmeticException\\n\\tat org.example.A.b(A.java:7)"},
                 "journal": [{"at": "2026-03-01T10:00:00Z", "round": 0, "attempt": 1, "provider": "smtp",
                     "outcome": "retry", "kind": "mailbox_full", "code": "452 4.2.2", "text": "full", "latencyMillis": 12}]}
                """));

        assertThat(shown)
                .contains("\"id\" : \"k~0\"")
                .containsPattern("AT +ROUND +ATTEMPT +PROVIDER")
                .containsPattern("2026-03-01T10:00:00Z +0 +1 +smtp +retry +mailbox_full +452 4.2.2 +full +12")
                .endsWith("\tat org.example.A.b(A.java:7)");
    }

    private int elch(String... arguments) {
        return ElchCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}

package dev.elch.dlq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.dlq.OtherTopic;
import dev.elch.dlq.RunningService;
import dev.elch.dlq.Services;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The same verbs from a terminal. */
class ElchCommandIT {

    private final RunningService service = RunningService.shared();
    private final String key = UUID.randomUUID().toString();
    private final String kind = "cli_" + key.substring(0, 8);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void lists_shows_discards_and_restores() {
        deadLetter();

        assertThat(elch("dlq", "ls", "-f", "kind=" + kind)).isZero();
        assertThat(out.toString()).contains(key + "~0").contains("open").startsWith("ID");
        assertThat(elch("dlq", "show", key + "~0")).isZero();
        assertThat(out.toString()).contains("\"login\" : \"bat\"");
        assertThat(elch("dlq", "mail", key + "~0")).isZero();
        assertThat(out.toString())
                .startsWith("Subject: You signed in - Elch" + System.lineSeparator())
                .contains("To: bat@example.mn")
                .contains("Hello bat");
        assertThat(elch("dlq", "mail", key + "~0", "--html")).isZero();
        assertThat(out.toString()).startsWith("<!DOCTYPE html>");
        assertThat(elch("dlq", "discard", key + "~0", "-r", "not needed")).isZero();
        assertThat(out.toString().strip()).isEqualTo("1 dead letter");
        assertThat(err.toString().strip()).isEqualTo("Discard 1 dead letter of 1 cause");
        assertThat(elch("dlq", "restore", "-f", "kind=" + kind, "-r", "a mistake"))
                .isZero();
        assertThat(out.toString().strip()).isEqualTo("1 dead letter");
    }

    @Test
    void previews_and_orders_a_replay() {
        deadLetter();

        assertThat(elch("dlq", "preview", "-f", "kind=" + kind)).isZero();
        assertThat(out.toString().strip()).isEqualTo("1 selected: 1 would be sent");
        assertThat(elch("dlq", "replay", "-f", "kind=" + kind, "-r", "it works again", "--rate", "5"))
                .isZero();
        assertThat(out.toString()).startsWith("job ");
        assertThat(err.toString().strip()).isEqualTo("Replay 1 dead letter of 1 cause");
        assertThat(elch("dlq", "preview", "-f", "kind=" + kind, "--to", "nowhere"))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("must be one of user-signed-in.replay, " + OtherTopic.NAME);
        assertThat(elch("dlq", "jobs")).isZero();
        assertThat(out.toString()).startsWith("JOB").contains("oyun");
    }

    @Test
    void hands_dead_letters_over_to_another_topic() {
        deadLetter();

        assertThat(elch("dlq", "replay", "-f", "kind=" + kind, "-r", "it is theirs", "--to", OtherTopic.NAME, "--wait"))
                .isZero();
        assertThat(out.toString())
                .contains("1 selected = 0 delivered + 0 failed again + 1 handed over to " + OtherTopic.NAME
                        + " + 0 skipped + 0 open");
    }

    @Test
    void edits_a_dead_letter_and_names_what_does_not_fit() {
        deadLetter();

        assertThat(elch("dlq", "edit", key + "~0", "--set", "login=null", "-r", "a typo"))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("/login is null; it must be a text");
        assertThat(elch("dlq", "edit", key + "~0", "--set", "email=right@example.mn", "-r", "a typo"))
                .isZero();
        assertThat(out.toString())
                .contains("edit 1 is approved")
                .contains("/email: \"bat@example.mn\" -> \"right@example.mn\"")
                .contains("replay job ");
        assertThat(elch("dlq", "approve", key + "~0", "--edit", "1", "-r", "fine"))
                .isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void shows_json_when_asked() {
        assertThat(elch("dlq", "groups", "--json")).isZero();
        assertThat(out.toString()).startsWith("{").contains("\"groups\"");
    }

    @Test
    void verifies_the_audit_log() {
        assertThat(elch("dlq", "audit", "verify")).isZero();
        assertThat(out.toString()).startsWith("intact: ");
    }

    @Test
    void tells_a_script_what_went_wrong() {
        assertThat(elch("dlq", "show", "nothing~0")).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("There is no dead letter nothing~0.");
        assertThat(elch("dlq", "discard", "-r", "all of them")).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("is empty, which selects every dead letter");
        assertThat(elch("dlq", "discard")).isEqualTo(ExitCode.USAGE);
        assertThat(elch("dlq", "nonsense")).isEqualTo(ExitCode.USAGE);
        assertThat(run("dlq", "ls", "--url", service.url(), "--token", "wrong")).isEqualTo(ExitCode.FORBIDDEN);
        assertThat(run("dlq", "ls", "--url", "http://127.0.0.1:1", "--token", "any"))
                .isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString()).contains("does not answer");
    }

    private void deadLetter() {
        service.deadLetter(key, new DeliveryHeaders.Cause(kind, "", "whatever"));
        service.awaitDeadLetter(key);
    }

    private int elch(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", service.url(), "--token", Services.OPERATOR));
        return run(all.toArray(String[]::new));
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine elch = ElchCommand.commandLine();
        return elch.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }
}

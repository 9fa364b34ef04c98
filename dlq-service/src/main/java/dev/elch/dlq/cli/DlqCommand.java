package dev.elch.dlq.cli;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code elch dlq}: the commands for dead letters; one method is one command. */
@Command(
        name = "dlq",
        mixinStandardHelpOptions = true,
        description = "Dead letters: inspect, replay, discard.",
        subcommands = AuditCommand.class)
final class DlqCommand implements Runnable {

    private static final String REPLAYS = "/replays";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: see elch dlq --help.");
    }

    @Command(
            name = "list",
            aliases = "ls",
            description = "List dead letters, newest first",
            mixinStandardHelpOptions = true)
    int list(
            @Mixin Connection connection,
            @Mixin SelectionOptions selection,
            @Option(names = "--limit", defaultValue = "50", description = "How many at most, up to 200") int limit,
            @Option(names = "--cursor", description = "The cursor of the previous page") @Nullable String cursor) {
        Map<String, String> parameters = new TreeMap<>(selection.filter());
        parameters.put("limit", Integer.toString(limit));
        if (cursor != null) {
            parameters.put("cursor", cursor);
        }
        JsonNode page = connection.client().get("", parameters);
        connection.show(page, Texts.deadLetters(page));
        return ExitCode.OK;
    }

    @Command(
            description = "Show one dead letter, with its attempts and its stack trace",
            mixinStandardHelpOptions = true)
    int show(@Mixin Connection connection, @Parameters(paramLabel = "ID") String id) {
        JsonNode deadLetter = connection.client().get("/" + ApiClient.encoded(id), Map.of());
        connection.show(deadLetter, Texts.deadLetter(deadLetter));
        return ExitCode.OK;
    }

    @Command(description = "Show the mail that a dead letter would have become", mixinStandardHelpOptions = true)
    int mail(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--html", description = "The HTML part instead of the text part") boolean isHtml) {
        JsonNode mail = connection.client().get("/" + ApiClient.encoded(id) + "/mail", Map.of());
        connection.show(mail, isHtml ? Texts.text(mail, "html") : Texts.mail(mail));
        return ExitCode.OK;
    }

    @Command(description = "List groups of dead letters with the same cause", mixinStandardHelpOptions = true)
    int groups(
            @Mixin Connection connection,
            @Option(names = "--open", description = "Only groups with open dead letters") boolean isOpen) {
        JsonNode groups = connection.client().get("/groups", Map.of("open", Boolean.toString(isOpen)));
        connection.show(groups, Texts.groups(groups));
        return ExitCode.OK;
    }

    @Command(description = "Preview a replay", mixinStandardHelpOptions = true)
    int preview(
            @Mixin Connection connection,
            @Mixin SelectionOptions selection,
            @Option(names = "--to", paramLabel = "TOPIC", description = "Another allowed topic") @Nullable
                    String topic) {
        Map<String, Object> body = selection.body(null, null);
        if (topic != null) {
            body.put("topic", topic);
        }
        JsonNode preview = connection.client().post(REPLAYS + "/preview", body, Map.of());
        connection.show(preview, Texts.preview(preview));
        return ExitCode.OK;
    }

    @Command(description = "Replay dead letters", mixinStandardHelpOptions = true)
    int replay(
            @Mixin Connection connection,
            @Mixin SelectionOptions selection,
            @Mixin ReasonOptions reason,
            @Option(names = "--rate", description = "Dead letters a second, 1 to 5000") @Nullable Integer rate,
            @Option(
                            names = "--to",
                            paramLabel = "TOPIC",
                            description = "Another allowed topic; the outcome of the dead letters there is unknown")
                    @Nullable
                    String topic,
            @Option(names = "--key", description = "The same key leads to the same job") @Nullable String key,
            @Option(names = "--wait", description = "Show progress until every outcome is known") boolean isWaiting) {
        Map<String, Object> body = selection.body(reason.reason(), reason.confirmation());
        if (rate != null) {
            body.put("rate", rate);
        }
        if (topic != null) {
            body.put("topic", topic);
        }
        String once = key == null ? UUID.randomUUID().toString() : key;
        ApiClient client = connection.client();
        if (key == null) { // with a key this may be a repetition, and what it selects is in its job already
            new PreviewBinding(client, connection).bind(REPLAYS, "Replay", body);
        }
        JsonNode job = client.post(REPLAYS, body, Map.of("Idempotency-Key", once));
        return isWaiting ? new JobProgress(client, connection).follow(job) : shown(connection, job);
    }

    @Command(description = "Edit a dead letter and replay it", mixinStandardHelpOptions = true)
    int edit(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ID") String id,
            @Option(
                            names = "--set",
                            required = true,
                            paramLabel = "FIELD=VALUE",
                            description = "A field and its new value: true, false, null, or a text")
                    Map<String, String> changes,
            @Mixin ReasonOptions reason) {
        ApiClient client = connection.client();
        String path = "/" + ApiClient.encoded(id);
        JsonNode deadLetter = client.get(path, Map.of());
        Map<String, Object> body = Map.of(
                "payload", PayloadChanges.changed(deadLetter.path("payload"), changes), "reason", reason.reason());
        JsonNode edited =
                client.post(path + "/edit", body, Map.of("If-Match", "\"" + Texts.text(deadLetter, "version") + "\""));
        connection.show(edited, Texts.edited(edited));
        return ExitCode.OK;
    }

    @Command(description = "Approve the edit of another person and send it", mixinStandardHelpOptions = true)
    int approve(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--edit", required = true, description = "Number of the edit that you looked at") int edit,
            @Mixin ReasonOptions reason) {
        return decided(connection, id, "approve", edit, reason);
    }

    @Command(description = "Withdraw an edit that waits for approval", mixinStandardHelpOptions = true)
    int withdraw(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--edit", required = true, description = "Number of the edit") int edit,
            @Mixin ReasonOptions reason) {
        return decided(connection, id, "withdraw", edit, reason);
    }

    @Command(description = "Discard dead letters", mixinStandardHelpOptions = true)
    int discard(@Mixin Connection connection, @Mixin SelectionOptions selection, @Mixin ReasonOptions reason) {
        return moved(connection, "/discard", "Discard", selection, reason);
    }

    @Command(description = "Restore discarded dead letters", mixinStandardHelpOptions = true)
    int restore(@Mixin Connection connection, @Mixin SelectionOptions selection, @Mixin ReasonOptions reason) {
        return moved(connection, "/restore", "Restore", selection, reason);
    }

    @Command(description = "Show the alerts", mixinStandardHelpOptions = true)
    int alerts(@Mixin Connection connection) {
        JsonNode alerts = connection.client().get("/alerts", Map.of());
        connection.show(alerts, Texts.alerts(alerts));
        return ExitCode.OK;
    }

    @Command(description = "Show the state of the automatic replays", mixinStandardHelpOptions = true)
    int automatic(@Mixin Connection connection) {
        JsonNode automatic = connection.client().get("/automatic", Map.of());
        connection.show(automatic, Texts.automatic(automatic));
        return ExitCode.OK;
    }

    @Command(description = "List replay jobs, or show one", mixinStandardHelpOptions = true)
    int jobs(@Mixin Connection connection, @Parameters(arity = "0..1", paramLabel = "JOB") @Nullable String id) {
        if (id != null) {
            return shown(connection, connection.client().get(REPLAYS + "/" + ApiClient.encoded(id), Map.of()));
        }
        JsonNode jobs = connection.client().get(REPLAYS, Map.of());
        connection.show(jobs, Texts.jobs(jobs));
        return ExitCode.OK;
    }

    @Command(description = "Stop sending until the job is resumed", mixinStandardHelpOptions = true)
    int pause(@Mixin Connection connection, @Parameters(paramLabel = "JOB") String id, @Mixin ReasonOptions reason) {
        return steered(connection, id, "pause", reason);
    }

    @Command(description = "Resume sending", mixinStandardHelpOptions = true)
    int resume(@Mixin Connection connection, @Parameters(paramLabel = "JOB") String id, @Mixin ReasonOptions reason) {
        return steered(connection, id, "resume", reason);
    }

    @Command(description = "Cancel: dead letters that were not sent are open again", mixinStandardHelpOptions = true)
    int cancel(@Mixin Connection connection, @Parameters(paramLabel = "JOB") String id, @Mixin ReasonOptions reason) {
        return steered(connection, id, "cancel", reason);
    }

    private static int decided(Connection connection, String id, String verb, int edit, ReasonOptions reason) {
        JsonNode edited = connection
                .client()
                .post(
                        "/" + ApiClient.encoded(id) + "/edit/" + verb,
                        Map.of("edit", edit, "reason", reason.reason()),
                        Map.of());
        connection.show(edited, Texts.edited(edited));
        return ExitCode.OK;
    }

    private static int moved(
            Connection connection, String path, String verb, SelectionOptions selection, ReasonOptions reason) {
        Map<String, Object> body = selection.body(reason.reason(), reason.confirmation());
        new PreviewBinding(connection.client(), connection).bind(path, verb, body);
        JsonNode moved = connection.client().post(path, body, Map.of());
        connection.show(moved, Texts.count(moved.path("deadLetters"), "dead letter"));
        return ExitCode.OK;
    }

    private static int steered(Connection connection, String id, String verb, ReasonOptions reason) {
        String path = REPLAYS + "/" + ApiClient.encoded(id) + "/" + verb;
        return shown(connection, connection.client().post(path, Map.of("reason", reason.reason()), Map.of()));
    }

    private static int shown(Connection connection, JsonNode job) {
        connection.show(job, Texts.job(job));
        return ExitCode.OK;
    }
}

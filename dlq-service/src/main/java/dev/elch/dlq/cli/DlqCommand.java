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

/** {@code elch dlq}: everything about dead letters; one method is one command. */
@Command(
        name = "dlq",
        mixinStandardHelpOptions = true,
        description = "Dead letters: look, replay, set aside.",
        subcommands = AuditCommand.class)
final class DlqCommand implements Runnable {

    private static final String REPLAYS = "/replays";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What about the dead letters?");
    }

    @Command(description = "List letters, newest first", mixinStandardHelpOptions = true)
    int ls(
            @Mixin Connection connection,
            @Mixin Meant meant,
            @Option(names = "--limit", defaultValue = "50", description = "At most so many, up to 200") int limit,
            @Option(names = "--cursor", description = "Where the page before ended") @Nullable String cursor) {
        Map<String, String> parameters = new TreeMap<>(meant.filter());
        parameters.put("limit", Integer.toString(limit));
        if (cursor != null) {
            parameters.put("cursor", cursor);
        }
        JsonNode page = connection.client().get("", parameters);
        connection.show(page, Texts.letters(page));
        return ExitCode.OK;
    }

    @Command(description = "Show one letter", mixinStandardHelpOptions = true)
    int show(@Mixin Connection connection, @Parameters(paramLabel = "ID") String id) {
        JsonNode letter = connection.client().get("/" + ApiClient.encoded(id), Map.of());
        connection.show(letter, letter.toPrettyString());
        return ExitCode.OK;
    }

    @Command(description = "Show the mail that a letter would have been", mixinStandardHelpOptions = true)
    int mail(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--html", description = "Its HTML instead of its text") boolean isHtml) {
        JsonNode mail = connection.client().get("/" + ApiClient.encoded(id) + "/mail", Map.of());
        connection.show(mail, isHtml ? Texts.text(mail, "html") : Texts.mail(mail));
        return ExitCode.OK;
    }

    @Command(description = "List groups of letters that died of the same", mixinStandardHelpOptions = true)
    int groups(
            @Mixin Connection connection,
            @Option(names = "--open", description = "Only groups with open letters") boolean isOpen) {
        JsonNode groups = connection.client().get("/groups", Map.of("open", Boolean.toString(isOpen)));
        connection.show(groups, Texts.groups(groups));
        return ExitCode.OK;
    }

    @Command(description = "Say what a replay would come to", mixinStandardHelpOptions = true)
    int preview(
            @Mixin Connection connection,
            @Mixin Meant meant,
            @Option(names = "--to", paramLabel = "TOPIC", description = "Another topic that is allowed") @Nullable
                    String topic) {
        Map<String, Object> body = meant.body(null, null);
        if (topic != null) {
            body.put("topic", topic);
        }
        JsonNode preview = connection.client().post(REPLAYS + "/preview", body, Map.of());
        connection.show(preview, Texts.preview(preview));
        return ExitCode.OK;
    }

    @Command(description = "Send letters again", mixinStandardHelpOptions = true)
    int replay(
            @Mixin Connection connection,
            @Mixin Meant meant,
            @Mixin Reasoned reasoned,
            @Option(names = "--rate", description = "Letters a second, 1 to 5000") @Nullable Integer rate,
            @Option(
                            names = "--to",
                            paramLabel = "TOPIC",
                            description =
                                    "Another topic that is allowed; what becomes of the letters there is not known")
                    @Nullable
                    String topic,
            @Option(names = "--key", description = "The same key leads to the same job") @Nullable String key,
            @Option(names = "--wait", description = "Show progress until every outcome is known") boolean isWaiting) {
        Map<String, Object> body = meant.body(reasoned.reason(), reasoned.confirmation());
        if (rate != null) {
            body.put("rate", rate);
        }
        if (topic != null) {
            body.put("topic", topic);
        }
        String once = key == null ? UUID.randomUUID().toString() : key;
        ApiClient client = connection.client();
        JsonNode job = client.post(REPLAYS, body, Map.of("Idempotency-Key", once));
        return isWaiting ? new Progress(client, connection).follow(job) : shown(connection, job);
    }

    @Command(description = "Change what a letter says and send it again", mixinStandardHelpOptions = true)
    int edit(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ID") String id,
            @Option(
                            names = "--set",
                            required = true,
                            paramLabel = "FIELD=VALUE",
                            description = "A field and what it is meant to be: true, false, null, or a text")
                    Map<String, String> changes,
            @Mixin Reasoned reasoned) {
        ApiClient client = connection.client();
        String path = "/" + ApiClient.encoded(id);
        JsonNode letter = client.get(path, Map.of());
        Map<String, Object> body =
                Map.of("payload", Payloads.changed(letter.path("payload"), changes), "reason", reasoned.reason());
        JsonNode edited =
                client.post(path + "/edit", body, Map.of("If-Match", "\"" + Texts.text(letter, "version") + "\""));
        connection.show(edited, Texts.edited(edited));
        return ExitCode.OK;
    }

    @Command(description = "Approve somebody else's edit and send it", mixinStandardHelpOptions = true)
    int approve(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--edit", required = true, description = "Number of the edit that you looked at") int edit,
            @Mixin Reasoned reasoned) {
        return judged(connection, id, "approve", edit, reasoned);
    }

    @Command(description = "Take an edit back that waits for approval", mixinStandardHelpOptions = true)
    int withdraw(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--edit", required = true, description = "Number of the edit") int edit,
            @Mixin Reasoned reasoned) {
        return judged(connection, id, "withdraw", edit, reasoned);
    }

    @Command(description = "Set letters aside", mixinStandardHelpOptions = true)
    int discard(@Mixin Connection connection, @Mixin Meant meant, @Mixin Reasoned reasoned) {
        return moved(connection, "/discard", meant, reasoned);
    }

    @Command(description = "Take letters back that were set aside", mixinStandardHelpOptions = true)
    int restore(@Mixin Connection connection, @Mixin Meant meant, @Mixin Reasoned reasoned) {
        return moved(connection, "/restore", meant, reasoned);
    }

    @Command(description = "Show what people outside were told", mixinStandardHelpOptions = true)
    int alerts(@Mixin Connection connection) {
        JsonNode alerts = connection.client().get("/alerts", Map.of());
        connection.show(alerts, Texts.alerts(alerts));
        return ExitCode.OK;
    }

    @Command(description = "Show where replays without a person stand", mixinStandardHelpOptions = true)
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

    @Command(description = "Stop sending until somebody resumes", mixinStandardHelpOptions = true)
    int pause(@Mixin Connection connection, @Parameters(paramLabel = "JOB") String id, @Mixin Reasoned reasoned) {
        return steered(connection, id, "pause", reasoned);
    }

    @Command(description = "Go on sending", mixinStandardHelpOptions = true)
    int resume(@Mixin Connection connection, @Parameters(paramLabel = "JOB") String id, @Mixin Reasoned reasoned) {
        return steered(connection, id, "resume", reasoned);
    }

    @Command(description = "Give back what was not sent", mixinStandardHelpOptions = true)
    int cancel(@Mixin Connection connection, @Parameters(paramLabel = "JOB") String id, @Mixin Reasoned reasoned) {
        return steered(connection, id, "cancel", reasoned);
    }

    private static int judged(Connection connection, String id, String verb, int edit, Reasoned reasoned) {
        JsonNode edited = connection
                .client()
                .post(
                        "/" + ApiClient.encoded(id) + "/edit/" + verb,
                        Map.of("edit", edit, "reason", reasoned.reason()),
                        Map.of());
        connection.show(edited, Texts.edited(edited));
        return ExitCode.OK;
    }

    private static int moved(Connection connection, String path, Meant meant, Reasoned reasoned) {
        JsonNode moved =
                connection.client().post(path, meant.body(reasoned.reason(), reasoned.confirmation()), Map.of());
        connection.show(moved, moved.path("letters").asLong() + " letters");
        return ExitCode.OK;
    }

    private static int steered(Connection connection, String id, String verb, Reasoned reasoned) {
        String path = REPLAYS + "/" + ApiClient.encoded(id) + "/" + verb;
        return shown(connection, connection.client().post(path, Map.of("reason", reasoned.reason()), Map.of()));
    }

    private static int shown(Connection connection, JsonNode job) {
        connection.show(job, Texts.job(job));
        return ExitCode.OK;
    }
}

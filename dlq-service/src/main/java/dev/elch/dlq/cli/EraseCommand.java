package dev.elch.dlq.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code elch erase}: erases a person from all services. auth-service comes last: until then it knows by which words the person is
 * found in the others, and so a command that was cut short is simply given again.
 */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Erase a person from the databases of all services; only for admins.",
            "It cannot be undone. Doing it again erases what came meanwhile."
        })
final class EraseCommand implements Callable<Integer> {

    private static final String ERASURES = "/erasures";
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    @Mixin
    private Connection connection = new Connection();

    @Parameters(paramLabel = "USER", description = "The user id, such as github:1001")
    private String user = "";

    @Option(
            names = {"-r", "--reason"},
            required = true,
            description = "The reason; the audit log keeps it, without the person")
    private String reason = "";

    @Option(
            names = "--word",
            paramLabel = "WORD",
            description =
                    "An address, a login or a name of the person that the services may not know; repeat it for more")
    private List<String> more = List.of();

    @Option(
            names = "--notification-url",
            defaultValue = "${env:ELCH_NOTIFICATION_URL:-http://127.0.0.1:8081}",
            description = "Where notification-service is (ELCH_NOTIFICATION_URL). Default: http://127.0.0.1:8081")
    private String notificationUrl = "";

    @Option(
            names = "--notification-token",
            defaultValue = "${env:ELCH_NOTIFICATION_TOKEN:-}",
            description =
                    "API token there, of an admin; better set as ELCH_NOTIFICATION_TOKEN. Default: that of dlq-service")
    private @Nullable String notificationToken;

    @Option(
            names = "--auth-url",
            defaultValue = "${env:ELCH_AUTH_URL:-http://127.0.0.1:8080}",
            description = "Where auth-service is (ELCH_AUTH_URL). Default: http://127.0.0.1:8080")
    private String authUrl = "";

    @Option(
            names = "--auth-token",
            defaultValue = "${env:ELCH_AUTH_TOKEN:-}",
            description = "API token there, of an admin; better set as ELCH_AUTH_TOKEN. Default: that of dlq-service")
    private @Nullable String authToken;

    @Override
    public Integer call() {
        ApiClient dlq = connection.client();
        ApiClient notification = connection.client(Service.NOTIFICATION, notificationUrl, notificationToken);
        ApiClient auth = connection.client(Service.AUTH, authUrl, authToken);
        SortedSet<String> words = new TreeSet<>(more);
        words.addAll(wordsOf(auth));
        words.addAll(wordsOf(dlq));
        List<String> addresses =
                words.stream().filter(word -> ADDRESS.matcher(word).matches()).toList();

        Map<Service, JsonNode> done = new LinkedHashMap<>();
        done.put(
                Service.NOTIFICATION,
                notification.post(ERASURES, Map.of("userId", user, "addresses", addresses), Map.of()));
        done.put(Service.DLQ, dlq.post(ERASURES, Map.of("userId", user, "words", words, "reason", reason), Map.of()));
        done.put(Service.AUTH, auth.post(ERASURES, Map.of("userId", user), Map.of()));
        show(done);
        return isBusy(done.get(Service.DLQ)) ? ExitCode.INCOMPLETE : ExitCode.OK;
    }

    private List<String> wordsOf(ApiClient service) {
        return service.get(ERASURES, Map.of("userId", user))
                .path("words")
                .valueStream()
                .map(word -> word.asString(""))
                .toList();
    }

    private void show(Map<Service, JsonNode> done) {
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        Table table = new Table("SERVICE", "COLLECTION", "ERASED");
        done.forEach((service, erased) -> {
            answer.set(service.label(), erased);
            erased.path("erased")
                    .properties()
                    .forEach(count -> table.row(
                            service.label(), count.getKey(), count.getValue().asString("")));
        });
        connection.show(answer, table);
    }

    private boolean isBusy(@Nullable JsonNode dlq) {
        long busy = dlq == null ? 0 : dlq.path("busy").asLong(0);
        if (busy > 0) {
            connection.tell(
                    busy + " dead letters of the person are being replayed. Give the command again when that is over.");
        }
        return busy > 0;
    }
}

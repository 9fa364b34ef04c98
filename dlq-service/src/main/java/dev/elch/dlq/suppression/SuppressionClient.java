package dev.elch.dlq.suppression;

import dev.elch.dlq.mail.NotificationProperties;
import dev.elch.dlq.suppression.SuppressionAnswer.Given;
import dev.elch.dlq.suppression.SuppressionAnswer.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks notification-service about suppressions, with the token of this service. */
final class SuppressionClient {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int NOT_SET_UP = 501;
    private static final int NOT_NOW = 503;
    private static final String PATH = "/api/suppressions";
    private static final JsonMapper json = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final NotificationProperties notification;

    SuppressionClient(NotificationProperties notification) {
        this.notification = notification;
    }

    /**
     * What it answers.
     *
     * @param rest of the path, with the query
     */
    Mono<SuppressionAnswer> get(String rest) {
        return call(rest, HttpRequest.newBuilder().GET());
    }

    Mono<SuppressionAnswer> post(String rest, JsonNode body) {
        return call(
                rest,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private Mono<SuppressionAnswer> call(String rest, HttpRequest.Builder request) {
        URI url = notification.url();
        if (url == null) {
            return Mono.just(new Refused(
                    NOT_SET_UP,
                    "notification-service keeps the suppressions, and this service does not know where it is. Set"
                            + " elch.notification.url and elch.notification.token."));
        }
        HttpRequest complete = request.uri(URI.create(url.toString().replaceAll("/+$", "") + PATH + rest))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + notification.token())
                .build();
        return Mono.fromFuture(() -> http.sendAsync(complete, HttpResponse.BodyHandlers.ofString()))
                .map(SuppressionClient::answer)
                .onErrorResume(
                        IOException.class,
                        silence -> Mono.just(new Refused(
                                NOT_NOW,
                                "notification-service, which keeps the suppressions, does not answer at " + url
                                        + ". Try again in a moment.")));
    }

    private static SuppressionAnswer answer(HttpResponse<String> response) {
        int status = response.statusCode();
        return switch (status) {
            case 200 -> read(response.body());
            case 400, 404 -> refusal(status, response.body());
            case 401, 403 ->
                new Refused(
                        NOT_NOW,
                        "notification-service does not let us in: elch.notification.token must be an API token there with"
                                + " the role operator.");
            default ->
                new Refused(
                        NOT_NOW,
                        "notification-service, which keeps the suppressions, answered " + status
                                + ". Try again in a moment.");
        };
    }

    private static SuppressionAnswer read(String body) {
        try {
            return new Given(json.readTree(body));
        } catch (JacksonException noJson) {
            return new Refused(
                    NOT_NOW, "What answers at elch.notification.url is not notification-service: it should send JSON.");
        }
    }

    /** Names the first field that is wrong, if one is. */
    private static SuppressionAnswer refusal(int status, String body) {
        if (!(read(body) instanceof Given problem)) {
            return read(body);
        }
        JsonNode wrong = problem.json().path("errors").path(0);
        return new Refused(
                status,
                wrong.isMissingNode()
                        ? problem.json().path("detail").asString("")
                        : wrong.path("field").asString("") + " "
                                + wrong.path("message").asString(""));
    }
}

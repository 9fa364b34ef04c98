package dev.elch.dlq.suppression;

import dev.elch.dlq.mail.NotificationProperties;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks notification-service about suppressions, with the token of this service. */
final class SuppressionClient {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
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
    Mono<JsonNode> get(String rest) {
        return call(rest, HttpRequest.newBuilder().GET());
    }

    Mono<JsonNode> post(String rest, JsonNode body) {
        return call(
                rest,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private Mono<JsonNode> call(String rest, HttpRequest.Builder request) {
        URI url = notification.url();
        if (url == null) {
            return Mono.error(problem(
                    HttpStatus.NOT_IMPLEMENTED,
                    "notification-service keeps the suppressions, and this service does not know where it is. Set"
                            + " elch.notification.url and elch.notification.token."));
        }
        HttpRequest complete = request.uri(URI.create(url.toString().replaceAll("/+$", "") + PATH + rest))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + notification.token())
                .build();
        return Mono.fromFuture(() -> http.sendAsync(complete, HttpResponse.BodyHandlers.ofString()))
                .map(SuppressionClient::answer)
                .onErrorMap(
                        IOException.class,
                        silence -> problem(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "notification-service, which keeps the suppressions, does not answer at " + url
                                        + ". Try again in a moment."));
    }

    private static JsonNode answer(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case 200 -> read(response.body());
            case 400, 404 -> throw problem(HttpStatus.valueOf(response.statusCode()), detail(response.body()));
            case 401, 403 ->
                throw problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "notification-service does not let us in: elch.notification.token must be an API token there with"
                                + " the role operator.");
            default ->
                throw problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "notification-service, which keeps the suppressions, answered " + response.statusCode()
                                + ". Try again in a moment.");
        };
    }

    private static JsonNode read(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException noJson) {
            throw problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "What answers at elch.notification.url is not notification-service: it should send JSON.");
        }
    }

    private static String detail(String body) {
        JsonNode problem = read(body);
        JsonNode wrong = problem.path("errors").path(0);
        return wrong.isMissingNode()
                ? problem.path("detail").asString("")
                : wrong.path("field").asString("") + " " + wrong.path("message").asString("");
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}

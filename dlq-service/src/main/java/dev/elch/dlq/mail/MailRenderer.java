package dev.elch.dlq.mail;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Has notification-service, which owns the templates, render the mail of an event. Nothing is sent. */
public final class MailRenderer {

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String PATH = "/api/mails/rendering";
    private static final JsonMapper json = JsonMapper.shared();
    private static final ObjectReader mails = json.readerFor(RenderedMail.class)
            .with(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final NotificationProperties notification;
    private final Duration patience;

    MailRenderer(NotificationProperties notification, Duration patience) {
        this.notification = notification;
        this.patience = patience;
    }

    /**
     * The mail that this event becomes.
     *
     * @param event its fields, by name
     */
    public Mono<Rendering> render(Map<String, @Nullable Object> event) {
        URI url = notification.url();
        if (url == null) {
            return Mono.just(new Rendering.NotSetUp());
        }
        return Mono.fromFuture(() -> http.sendAsync(request(url, event), HttpResponse.BodyHandlers.ofString()))
                .map(MailRenderer::rendering)
                .onErrorResume(
                        IOException.class,
                        silence -> Mono.just(
                                new Rendering.NotNow("notification-service, which writes mails, does not answer at "
                                        + url + ". Try again in a moment.")));
    }

    private HttpRequest request(URI url, Map<String, @Nullable Object> event) {
        return HttpRequest.newBuilder(URI.create(url.toString().replaceAll("/+$", "") + PATH))
                .timeout(patience)
                .header("Authorization", "Bearer " + notification.token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(event)))
                .build();
    }

    private static Rendering rendering(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case 200 -> written(response.body());
            case 400, 422 ->
                new Rendering.NoMail("No mail can be written of this dead letter. " + detail(response.body()));
            case 401, 403 ->
                new Rendering.NotNow("notification-service does not let us in: elch.notification.token must"
                        + " be an API token there with the role operator.");
            default ->
                new Rendering.NotNow("notification-service, which writes mails, answered " + response.statusCode()
                        + ". Try again in a moment.");
        };
    }

    private static Rendering written(String body) {
        try {
            return new Rendering.Written(mails.readValue(body));
        } catch (JacksonException noMail) {
            return new Rendering.NotNow(
                    "What answers at elch.notification.url is not notification-service: it should send a mail as JSON.");
        }
    }

    private static String detail(String body) {
        try {
            JsonNode problem = json.readTree(body);
            return problem.path("detail").asString("");
        } catch (JacksonException noJson) {
            return "";
        }
    }
}

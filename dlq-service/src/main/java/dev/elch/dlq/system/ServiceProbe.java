package dev.elch.dlq.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Asks another service how it is. */
final class ServiceProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String READINESS = "/actuator/health/readiness";
    private static final String METERS = "/actuator/prometheus";
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String name;
    private final URI url;

    ServiceProbe(String name, URI url) {
        this.name = name;
        this.url = url;
    }

    /**
     * Asks for its health, and for its meters if it answers.
     *
     * @param token for its meters; null: they are not asked for
     * @param meters beginnings of the names of the meters to keep
     */
    Mono<ServiceView> look(@Nullable String token, List<String> meters) {
        return get(READINESS, null)
                .flatMap(health -> (token == null ? Mono.just(List.<Reading>of()) : readings(token, meters))
                        .map(readings -> health.statusCode() == OK
                                ? new ServiceView(name, "up", null, readings)
                                : new ServiceView(
                                        name,
                                        "down",
                                        "It answers " + health.statusCode() + ": look into its log.",
                                        readings)))
                .onErrorResume(
                        IOException.class,
                        silence -> Mono.just(
                                new ServiceView(name, "silent", "It does not answer at " + url + ".", List.of())));
    }

    private Mono<List<Reading>> readings(String token, List<String> meters) {
        return get(METERS, token)
                .map(answer -> answer.statusCode() == OK ? Reading.of(answer.body(), meters) : List.<Reading>of());
    }

    private Mono<HttpResponse<String>> get(String path, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(url.toString().replaceAll("/+$", "") + path))
                .timeout(PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return Mono.fromFuture(() -> http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()));
    }
}

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
    private final String token;
    private final List<String> meters;

    /**
     * @param url where it answers probes
     * @param token for its meters; empty: they are not asked for
     * @param meters beginnings of the names of the meters to keep
     */
    ServiceProbe(String name, URI url, String token, List<String> meters) {
        this.name = name;
        this.url = url;
        this.token = token;
        this.meters = meters;
    }

    /** Asks for its health, and for its meters if it answers. */
    Mono<ServiceView> look() {
        return get(READINESS)
                .flatMap(health -> readings().map(read -> view(health, read)))
                .onErrorResume(
                        IOException.class,
                        silence -> Mono.just(new ServiceView(
                                name, "silent", "It does not answer at " + url + ".", List.of(), !token.isEmpty())));
    }

    private ServiceView view(HttpResponse<String> health, Read read) {
        boolean isUp = health.statusCode() == OK;
        String detail = isUp ? read.problem() : "It answers " + health.statusCode() + ": look into its log.";
        return new ServiceView(name, isUp ? "up" : "down", detail, read.readings(), !token.isEmpty());
    }

    private Mono<Read> readings() {
        if (token.isEmpty()) {
            return Mono.just(new Read(List.of(), null));
        }
        return get(METERS)
                .map(answer -> answer.statusCode() == OK
                        ? new Read(Reading.of(answer.body(), meters), null)
                        : new Read(List.of(), "Its meters cannot be read: it answers " + answer.statusCode() + "."));
    }

    private Mono<HttpResponse<String>> get(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(url.toString().replaceAll("/+$", "") + path))
                .timeout(PATIENCE);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return Mono.fromFuture(() -> http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    /** @param problem why there are none; absent: they were read, or not asked for */
    private record Read(List<Reading> readings, @Nullable String problem) {}
}

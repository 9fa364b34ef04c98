package dev.elch.benchmarks.deadletters;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks dlq-service as an operator does. */
final class Console {

    static final String TOKEN = "token-of-the-benchmark";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI service;

    Console(URI service) {
        this.service = service;
    }

    /** @param path below {@code /api/admin/dlq} */
    String get(String path) {
        return send(request("/api/admin/dlq" + path).GET());
    }

    String metrics() {
        return send(request("/actuator/prometheus").GET());
    }

    String post(String path, String body) {
        return send(request("/api/admin/dlq" + path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path))
                .timeout(Duration.ofMinutes(5))
                .header("Authorization", "Bearer " + TOKEN);
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        response.uri() + " answers " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package dev.elch.dlq.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API of a service. */
final class ApiClient {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final JsonMapper json = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final Service service;
    private final String url;
    private final String token;

    ApiClient(Service service, String url, String token) {
        this.service = service;
        this.url = url.replaceAll("/+$", "");
        this.token = token;
    }

    /** @param path below the root of the API */
    JsonNode get(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path + (query.isEmpty() ? "" : "?" + query)).GET());
    }

    JsonNode post(String path, Map<String, ?> body, Map<String, String> headers) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        headers.forEach(request::header);
        return send(request.POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        try {
            return HttpRequest.newBuilder(URI.create(url + service.root() + path))
                    .timeout(ANSWER)
                    .header("Authorization", "Bearer " + token)
                    .header("Accept", "application/json, application/problem+json");
        } catch (IllegalArgumentException e) {
            throw new CliException(
                    ExitCode.USAGE,
                    "\"" + url + "\" is no URL of " + service.label() + ". Set " + service.setting() + ".");
        }
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonNode body = read(response.body());
            if (response.statusCode() / 100 != 2) {
                throw refusal(response.statusCode(), body);
            }
            return body;
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.UNREACHABLE,
                    service.label() + " does not answer at " + url + ". Start it, or set " + service.setting() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.UNREACHABLE, "interrupted");
        }
    }

    private static CliException refusal(int status, JsonNode problem) {
        String detail = problem.path("detail").asString("the service answered " + status);
        String confirm = problem.path("confirm").asString("");
        String errors = problem.path("errors")
                .valueStream()
                .filter(error -> error.has("pointer"))
                .map(error -> "\n  " + error.path("pointer").asString("") + " "
                        + error.path("message").asString(""))
                .collect(Collectors.joining());
        return new CliException(
                status == 401 || status == 403 ? ExitCode.FORBIDDEN : ExitCode.REFUSED,
                confirm.isEmpty() ? detail + errors : detail + "\n  --confirm \"" + confirm + "\"");
    }

    private static JsonNode read(String body) {
        try {
            return json.readTree(body.isEmpty() ? "{}" : body);
        } catch (JacksonException noJson) {
            return json.createObjectNode();
        }
    }
}

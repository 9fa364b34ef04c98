package dev.elch.notification.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API of a running service, with a token for each role that is called like the role. */
public final class ApiClient {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;

    public ApiClient(URI url) {
        this.url = url;
    }

    /** Settings of a service that knows one token for each of the names; what follows the last dash is the role. */
    public static String[] tokens(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(
                        "elch.api.tokens." + name + ".sha256=" + sha256(name + "-token"),
                        "elch.api.tokens." + name + ".role="
                                + name.substring(name.lastIndexOf('-') + 1).toUpperCase(Locale.ROOT)))
                .toArray(String[]::new);
    }

    public HttpRequest.Builder as(String name, String path) {
        return anybody(path).header("Authorization", "Bearer " + name + "-token");
    }

    public HttpRequest.Builder anybody(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(LIMIT);
    }

    public HttpResponse<String> get(String name, String path) {
        return send(as(name, path).GET());
    }

    public HttpResponse<String> post(String name, String path, String json, String... headers) {
        HttpRequest.Builder request = as(name, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    private static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

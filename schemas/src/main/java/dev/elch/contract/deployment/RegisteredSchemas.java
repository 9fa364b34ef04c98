package dev.elch.contract.deployment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.elch.contract.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Registers schemas over Confluent's API, which Apicurio serves too. */
final class RegisteredSchemas {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String COMPATIBILITY = "{\"compatibility\": \"FULL_TRANSITIVE\"}";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final String api;

    RegisteredSchemas(URI registry) {
        this.api = registry.toString().replaceFirst("/apis/registry/v[23]/?$", "/apis/ccompat/v7");
    }

    /**
     * Registers {@code schema} exactly as the generated class holds it, because that text is what producers look up, and lets
     * only fully compatible versions follow. A version that is there already is found again.
     */
    void ensure(String subject, Schema schema) {
        boolean isKnownSubject =
                send("PUT", "/config/" + subject, COMPATIBILITY).statusCode() == 200;
        require(send("POST", "/subjects/" + subject + "/versions", body(schema)), subject);
        if (!isKnownSubject) {
            require(send("PUT", "/config/" + subject, COMPATIBILITY), subject);
        }
    }

    /** Those whose very text is not registered, one line each; asks only. */
    List<String> missing(Map<String, Schema> byTopic) {
        return byTopic.entrySet().stream()
                .filter(entry -> !has(Topics.valueSubject(entry.getKey()), entry.getValue()))
                .map(entry -> "+ schema " + Topics.valueSubject(entry.getKey()))
                .toList();
    }

    private boolean has(String subject, Schema schema) {
        HttpResponse<String> found = send("POST", "/subjects/" + subject, body(schema));
        if (found.statusCode() != 404) {
            require(found, subject);
        }
        return found.statusCode() == 200;
    }

    private static String body(Schema schema) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("schema", schema.toString())
                .toString();
    }

    private void require(HttpResponse<String> answer, String subject) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("registry %s refuses the schema of %s: %d %s"
                    .formatted(api, subject, answer.statusCode(), answer.body()));
        }
    }

    private HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + path))
                .timeout(LIMIT)
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            String why = e.getMessage() == null ? "" : ": " + e.getMessage();
            throw new IllegalStateException("schema registry " + api + " does not answer" + why, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while registering schemas at " + api, e);
        }
    }
}

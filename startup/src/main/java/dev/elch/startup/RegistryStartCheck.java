package dev.elch.startup;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Checks that the schema registry answers, for a service that only reads records. */
public final class RegistryStartCheck implements StartCheck {

    private final URI registry;

    public RegistryStartCheck(URI registry) {
        this.registry = registry;
    }

    @Override
    public Optional<CannotStartException> problem(Duration limit) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(registry).timeout(limit).build();
            int status = HttpClient.newBuilder()
                    .connectTimeout(limit)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status < 500 ? Optional.empty() : Optional.of(problem("answers with status " + status));
        } catch (IOException | IllegalArgumentException unanswered) {
            return Optional.of(unanswered(registry));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(unanswered(registry));
        }
    }

    private CannotStartException problem(String what) {
        return new CannotStartException(
                "The schema registry at " + registry + " " + what + ".",
                "Look at its log, or set ELCH_REGISTRY_URL (elch.registry.url) to another one.");
    }

    static CannotStartException unanswered(URI registry) {
        return new CannotStartException(
                "The schema registry does not answer at " + registry + ".",
                "Start it there, or set ELCH_REGISTRY_URL (elch.registry.url) to where it is.");
    }
}

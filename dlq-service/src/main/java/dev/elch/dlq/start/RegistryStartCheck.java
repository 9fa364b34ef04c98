package dev.elch.dlq.start;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Looks whether the schema registry answers; what it answers does not matter here. */
final class RegistryStartCheck implements StartCheck {

    private final URI registry;

    RegistryStartCheck(URI registry) {
        this.registry = registry;
    }

    @Override
    public Optional<MissingPieceException> missing(Duration patience) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(registry).timeout(patience).build();
            int status = HttpClient.newBuilder()
                    .connectTimeout(patience)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status < 500 ? Optional.empty() : Optional.of(absent("answers with " + status));
        } catch (IOException | IllegalArgumentException unanswered) {
            return Optional.of(absent("does not answer"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(absent("was not asked to the end"));
        }
    }

    private MissingPieceException absent(String how) {
        return new MissingPieceException(
                "The schema registry " + how + " at " + registry + ".",
                "Start it there, or set elch.registry.url (ELCH_REGISTRY_URL).");
    }
}

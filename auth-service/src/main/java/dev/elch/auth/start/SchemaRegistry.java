package dev.elch.auth.start;

import dev.elch.contract.RegistryUnavailableException;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;

/** The schema registry, and in it the schema of the sign-ins. Asking also warms the serializer up. */
final class SchemaRegistry implements Surrounding {

    private static final UserSignedIn SAMPLE = UserSignedIn.newBuilder()
            .setEventKey("start-check")
            .setUserId("github:0")
            .setLogin("nobody")
            .setOccurredAt(Instant.EPOCH)
            .build();

    private final Serializer<UserSignedIn> serializer;
    private final URI url;

    SchemaRegistry(Serializer<UserSignedIn> serializer, URI url) {
        this.serializer = serializer;
        this.url = url;
    }

    @Override
    public Optional<CannotStartException> missing(Duration patience) {
        try {
            WireFormat.warmUp(serializer, Topics.USER_SIGNED_IN, SAMPLE);
            return Optional.empty();
        } catch (RegistryUnavailableException e) {
            return Optional.of(new CannotStartException(
                    "No schema registry answers at " + url + ".",
                    "Start the registry, or set ELCH_REGISTRY_URL (elch.registry.url) to where it is."));
        } catch (KafkaException e) {
            return Optional.of(new CannotStartException(
                    "The schema registry at " + url + " has no usable schema \""
                            + Topics.valueSubject(Topics.USER_SIGNED_IN) + "\" (" + e.getMessage() + ").",
                    "Register the schemas: that is part of a deployment. docs/auth-service.md has the command."));
        }
    }
}

package dev.elch.notification.start;

import dev.elch.contract.DeliveryState;
import dev.elch.contract.NotificationSettled;
import dev.elch.contract.RegistryUnavailableException;
import dev.elch.contract.Topics;
import dev.elch.contract.WireFormat;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/** Looks whether the registry knows the schema that this service writes, which also warms the serializer up. */
final class RegistryStartCheck implements StartCheck {

    private final URI registry;
    private final Serializer<NotificationSettled> serializer;

    RegistryStartCheck(URI registry, Serializer<NotificationSettled> serializer) {
        this.registry = registry;
        this.serializer = serializer;
    }

    @Override
    public Optional<MissingPieceException> missing(Duration patience) {
        try {
            NotificationSettled sample = NotificationSettled.newBuilder()
                    .setEventKey("start")
                    .setUserId("")
                    .setOutcome(DeliveryState.SENT.name())
                    .setSettledAt(Instant.EPOCH)
                    .build();
            WireFormat.warmUp(serializer, Topics.NOTIFICATION_SETTLED, sample);
            return Optional.empty();
        } catch (RegistryUnavailableException unanswered) {
            return Optional.of(new MissingPieceException(
                    "The schema registry does not answer at " + registry + ".",
                    "Start it there, or set elch.registry.url (ELCH_REGISTRY_URL)."));
        } catch (SerializationException unknown) {
            return Optional.of(new MissingPieceException(
                    "The schema registry at " + registry + " does not have the schema "
                            + Topics.valueSubject(Topics.NOTIFICATION_SETTLED) + ".",
                    "Register the schemas before the services start: no service of Elch registers one by itself."));
        }
    }
}

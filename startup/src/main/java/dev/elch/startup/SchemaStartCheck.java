package dev.elch.startup;

import dev.elch.contract.RegistryUnavailableException;
import dev.elch.contract.Topics;
import dev.elch.contract.WireFormat;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;

/** Checks that the registry has the schema of the records that this service writes, which also warms the serializer up. */
public final class SchemaStartCheck<T extends SpecificRecord> implements StartCheck {

    private final URI registry;
    private final Serializer<T> serializer;
    private final String topic;
    private final T sample;

    /**
     * Checks one registry with one record.
     *
     * @param sample any valid record; it is serialized and discarded
     */
    public SchemaStartCheck(URI registry, Serializer<T> serializer, String topic, T sample) {
        this.registry = registry;
        this.serializer = serializer;
        this.topic = topic;
        this.sample = sample;
    }

    @Override
    public Optional<CannotStartException> problem(Duration limit) {
        try {
            WireFormat.warmUp(serializer, topic, sample);
            return Optional.empty();
        } catch (RegistryUnavailableException unanswered) {
            return Optional.of(RegistryStartCheck.unanswered(registry));
        } catch (KafkaException unusable) {
            return Optional.of(new CannotStartException(
                    "The schema registry at " + registry + " has no usable schema " + Topics.valueSubject(topic) + " ("
                            + unusable.getMessage() + ").",
                    "Register the schemas before the services start: the deployment does that, the services never"
                            + " do."));
        }
    }
}

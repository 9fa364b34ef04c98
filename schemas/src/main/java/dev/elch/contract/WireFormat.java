package dev.elch.contract;

import java.net.URI;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * How records look on the wire: Confluent's format (a zero byte, the schema id in 4 bytes, Avro binary), with the schema
 * under {@code <topic>-value} in a registry.
 *
 * <p>Schemas are registered when a version is deployed ({@link dev.elch.contract.deployment.Deployment}) and never by a
 * producer. A producer asks for the id of the very schema that its class was generated from, not for the latest one: a newer
 * version in the registry does not disturb it. What was looked up once is kept for the life of the serializer or
 * deserializer, so that a registry that goes down later is not missed.
 */
public final class WireFormat {

    static {
        TrustedRecords.install();
    }

    private static final Duration LOOK_UP_LIMIT = Duration.ofSeconds(2);

    private WireFormat() {}

    /**
     * A serializer that is already configured: hand it to the producer as an object. It throws
     * {@link RegistryUnavailableException} when it needs a schema and cannot ask for it. Thread-safe.
     *
     * @param registry base URL of Apicurio's own API, such as {@code http://127.0.0.1:8085/apis/registry/v3}; with Confluent's
     *     client also that of a Confluent registry
     */
    public static <T extends SpecificRecord> Serializer<T> serializer(URI registry) {
        SerdeVendor vendor = SerdeVendor.onClassPath();
        Serializer<T> serializer = vendor.newSerializer();
        serializer.configure(vendor.settings(registry), false);
        return new RegistrySerializer<>(registry, serializer);
    }

    /**
     * A deserializer for values of {@code type}, already configured. Bytes that cannot be read, and records of another name, give a
     * {@link org.apache.kafka.common.errors.SerializationException}: they never will be. A registry that cannot be asked
     * gives a {@link RegistryUnavailableException} within 2 s: the same bytes may be readable later. So does one that refuses
     * the call (401, 403, 408, 429, 5xx). Used by one thread at a time.
     */
    public static <T extends SpecificRecord> Deserializer<T> deserializer(URI registry, Class<T> type) {
        return deserializer(registry, type, LOOK_UP_LIMIT);
    }

    /** The same, with another limit for the registry's answer about a schema that was not looked up before. */
    public static <T extends SpecificRecord> Deserializer<T> deserializer(
            URI registry, Class<T> type, Duration lookUpLimit) {
        SerdeVendor vendor = SerdeVendor.onClassPath();
        Deserializer<Object> deserializer = vendor.newDeserializer();
        deserializer.configure(vendor.settings(registry, type), false);
        Deserializer<Object> asWritten = vendor.newDeserializer();
        asWritten.configure(vendor.settings(registry), false);
        return new RegistryDeserializer<>(registry, type, deserializer, asWritten, lookUpLimit);
    }

    /**
     * Looks the schema of {@code topic} up now, so that the first real record need not wait for it (0.8 s otherwise), and so
     * that a missing registry or schema is found at start.
     *
     * @param sample any valid record; it is serialized and thrown away
     */
    public static <T extends SpecificRecord> void warmUp(Serializer<T> serializer, String topic, T sample) {
        byte[] ignored = serializer.serialize(topic, sample);
        if (ignored.length == 0) {
            throw new IllegalStateException("the serializer made nothing of " + sample);
        }
    }
}

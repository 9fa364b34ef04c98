package dev.elch.contract;

import java.net.URI;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads with the vendor's library, refuses what is not a {@code T}, and tells bad bytes from a missing registry. */
final class RegistryDeserializer<T> implements Deserializer<T> {

    private static final int SHORTEST = 5;

    private final RegistryFailures failures;
    private final Class<T> type;
    private final Deserializer<Object> vendor;

    RegistryDeserializer(URI registry, Class<T> type, Deserializer<Object> vendor) {
        this.failures = new RegistryFailures(registry);
        this.type = type;
        this.vendor = vendor;
    }

    /** Null (a tombstone) stays null. */
    @Override
    @SuppressWarnings("NullAway") // Kafka's interface is not annotated: null in, null out
    public @Nullable T deserialize(String topic, byte[] data) {
        if (data == null) {
            return null;
        }
        if (data.length < SHORTEST || data[0] != 0) {
            throw new SerializationException("a value on %s is no Avro in Confluent's format: %s"
                    .formatted(topic, data.length < SHORTEST ? data.length + " bytes" : "it starts with " + data[0]));
        }
        Object value = read(topic, data);
        if (!type.isInstance(value)) {
            throw new SerializationException("a value on %s is a %s and no %s"
                    .formatted(topic, value == null ? null : value.getClass().getName(), type.getSimpleName()));
        }
        return type.cast(value);
    }

    @Override
    public @Nullable T deserialize(String topic, Headers headers, byte[] data) {
        return deserialize(topic, data);
    }

    private @Nullable Object read(String topic, byte[] data) {
        try {
            return vendor.deserialize(topic, data);
        } catch (RuntimeException e) {
            throw failures.translate(e, "can not read a value on " + topic);
        }
    }

    @Override
    public void close() {
        vendor.close();
    }
}

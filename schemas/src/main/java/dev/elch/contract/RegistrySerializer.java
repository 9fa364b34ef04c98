package dev.elch.contract;

import java.net.URI;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/** Serializes with the vendor's library and says in our words what went wrong. */
final class RegistrySerializer<T> implements Serializer<T> {

    private final RegistryFailures failures;
    private final Serializer<T> vendor;

    RegistrySerializer(URI registry, Serializer<T> vendor) {
        this.failures = new RegistryFailures(registry);
        this.vendor = vendor;
    }

    @Override
    public byte[] serialize(String topic, T data) {
        try {
            return vendor.serialize(topic, data);
        } catch (RuntimeException e) {
            throw failures.translate(
                    e,
                    "cannot serialize for " + topic + " (is the schema registered as " + Topics.valueSubject(topic)
                            + "?)");
        }
    }

    /** Nothing of the schema goes into the headers: the value's bytes say it all. */
    @Override
    public byte[] serialize(String topic, Headers headers, T data) {
        return serialize(topic, data);
    }

    @Override
    public void close() {
        vendor.close();
    }
}

package dev.elch.dlq.intake;

import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import dev.elch.dlq.deadletter.Bytes;
import dev.elch.dlq.deadletter.Payload;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads values as {@link UserSignedIn}, with the schemas of the registry. */
final class RegistryPayloadDecoder implements PayloadDecoder {

    private final Deserializer<UserSignedIn> deserializer;

    RegistryPayloadDecoder(URI registry) {
        this.deserializer = WireFormat.deserializer(registry, UserSignedIn.class);
    }

    @Override
    public synchronized Payload decode(Bytes value) {
        try {
            return new Payload.Decoded(fields(deserializer.deserialize(Topics.USER_SIGNED_IN, value.toArray())));
        } catch (SerializationException undecodable) {
            return new Payload.Undecodable(String.valueOf(undecodable.getMessage()));
        }
    }

    private static Map<String, @Nullable Object> fields(UserSignedIn event) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Schema.Field field : event.getSchema().getFields()) {
            Object value = event.get(field.pos());
            fields.put(field.name(), value instanceof Instant instant ? instant.toString() : value);
        }
        return fields;
    }
}

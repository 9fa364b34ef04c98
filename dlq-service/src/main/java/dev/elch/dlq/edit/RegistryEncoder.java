package dev.elch.dlq.edit;

import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import dev.elch.dlq.deadletter.Bytes;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes payloads in the wire format of the contract, with the schema that every producer uses. */
final class RegistryEncoder {

    private final Serializer<UserSignedIn> serializer;

    RegistryEncoder(URI registry) {
        this.serializer = WireFormat.serializer(registry);
    }

    /**
     * Asks the registry when it does not know the schema's id yet.
     *
     * @param fields a complete payload that fits the schema
     * @throws dev.elch.contract.RegistryUnavailableException when the registry does not answer
     */
    Bytes encode(Map<String, @Nullable Object> fields) {
        UserSignedIn event = new UserSignedIn();
        for (Schema.Field field : event.getSchema().getFields()) {
            Object value = fields.get(field.name());
            if (value != null) {
                boolean isTime = field.schema().getLogicalType() != null;
                event.put(field.pos(), isTime ? Instant.parse(value.toString()) : value);
            }
        }
        return Bytes.copyOf(serializer.serialize(Topics.USER_SIGNED_IN, event));
    }
}

package dev.elch.dlq.deadletter;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a dead letter's value says, if it says anything. */
public sealed interface Payload {

    /** One field as text; empty when it is absent, null, or the value cannot be decoded. */
    Optional<String> text(String field);

    /** The value could be decoded. */
    record Decoded(Map<String, @Nullable Object> fields) implements Payload {

        public Decoded {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public Optional<String> text(String field) {
            return Optional.ofNullable(fields.get(field)).map(Object::toString);
        }
    }

    /**
     * The value could not be decoded; its bytes are kept all the same.
     *
     * @param why one short line for people
     */
    record Undecodable(String why) implements Payload {
        @Override
        public Optional<String> text(String field) {
            return Optional.empty();
        }
    }
}

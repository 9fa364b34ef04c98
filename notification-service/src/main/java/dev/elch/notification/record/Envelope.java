package dev.elch.notification.record;

import dev.elch.contract.DeliveryHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way: the bytes as they came, which nobody changes, and the headers that say where it stands.
 *
 * @param key key of the record; null when it has none
 * @param value value of the record; null when it has none
 * @param headers ours
 * @param others everybody else's headers, passed on in their order
 */
public record Envelope(Content key, Content value, DeliveryHeaders headers, List<Other> others) {

    public Envelope {
        others = List.copyOf(others);
    }

    /** The same bytes with other headers of ours. */
    public Envelope with(DeliveryHeaders changed) {
        return new Envelope(key, value, changed, others);
    }

    /** Bytes that are carried and not looked at. */
    public static final class Content {

        private final byte @Nullable [] bytes;

        private Content(byte @Nullable [] bytes) {
            this.bytes = bytes;
        }

        /** Takes the array as it is, without a copy. */
        public static Content of(byte @Nullable [] bytes) {
            return new Content(bytes);
        }

        /** The array itself, without a copy; null when the record had none. */
        public byte @Nullable [] bytes() {
            return bytes;
        }
    }

    /** A header of somebody else, {@code traceparent} for example. */
    public record Other(String name, Content value) {}
}

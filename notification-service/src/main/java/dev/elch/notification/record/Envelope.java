package dev.elch.notification.record;

import dev.elch.contract.DeliveryHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way: the bytes as they came, which are never changed, and the headers that say where it stands.
 *
 * @param key key of the record; null when it has none
 * @param value value of the record; null when it has none
 * @param headers ours
 * @param others foreign headers, passed on in their order
 */
public record Envelope(Content key, Content value, DeliveryHeaders headers, List<Other> others) {

    /** Of the key of a short record: longer than any account's name. */
    private static final int LONGEST_KEY = 1_024;

    /** Bytes of foreign headers on a short record: enough for a trace and an exception. */
    private static final int ROOM_FOR_OTHERS = 64 * 1_024;

    public Envelope {
        others = List.copyOf(others);
    }

    /** The same bytes with other headers of ours. */
    public Envelope with(DeliveryHeaders changed) {
        return new Envelope(key, value, changed, others);
    }

    /**
     * A record without the value, with a key and foreign headers only as far as they are small; {@code changed} says where the
     * value is kept.
     */
    Envelope shortened(DeliveryHeaders changed) {
        List<Other> small = new ArrayList<>();
        int room = ROOM_FOR_OTHERS;
        for (Other other : others) {
            int size = other.name().length() + size(other.value());
            if (size <= room) {
                small.add(other);
                room -= size;
            }
        }
        return new Envelope(size(key) <= LONGEST_KEY ? key : Content.of(null), Content.of(null), changed, small);
    }

    /** The same record with further foreign headers, each in place of those of its name. */
    public Envelope carrying(List<Other> further) {
        Set<String> names = further.stream().map(Other::name).collect(Collectors.toSet());
        List<Other> all = new ArrayList<>(others);
        all.removeIf(other -> names.contains(other.name()));
        all.addAll(further);
        return new Envelope(key, value, headers, all);
    }

    /** Bytes of key, value and foreign headers. */
    public long size() {
        return size(key)
                + (long) size(value)
                + others.stream()
                        .mapToLong(other -> other.name().length() + size(other.value()))
                        .sum();
    }

    private static int size(Content content) {
        byte[] bytes = content.bytes();
        return bytes == null ? 0 : bytes.length;
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

    /** A foreign header, {@code traceparent} for example. */
    public record Other(String name, Content value) {}
}

package dev.elch.notification.record;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Stored values in memory. */
public final class InMemoryStoredRecords implements StoredRecords {

    private final Map<String, byte[]> values = new LinkedHashMap<>();

    @Override
    public String keep(byte[] value, Instant now) {
        String id = "%064x".formatted(Arrays.hashCode(value));
        values.put(id, value);
        return id;
    }

    @Override
    public Optional<byte[]> find(String id, Instant now) {
        return Optional.ofNullable(values.get(id));
    }
}

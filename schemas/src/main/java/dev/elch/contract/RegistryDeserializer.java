package dev.elch.contract;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.generic.GenericContainer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads with the vendor's library, refuses what is not a {@code T}, and tells bad bytes from a missing registry.
 *
 * <p>Avro's readers match fields and not names: a record of another type whose fields fit would be read as a {@code T}. So the
 * first value of each schema is also read as what it was written, and its name is compared.
 */
final class RegistryDeserializer<T> implements Deserializer<T> {

    private static final int SHORTEST = 5;

    /** Bytes of a foreign value that its cause names: enough to know JSON, XML, Protobuf or gzip, too few for a name or an address. */
    private static final int SHOWN = 4;

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private static final ExecutorService LOOK_UPS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "registry-look-up");
        thread.setDaemon(true);
        thread.setContextClassLoader(RegistryDeserializer.class.getClassLoader());
        return thread;
    });

    private final URI registry;
    private final RegistryFailures failures;
    private final Class<T> type;
    private final Deserializer<Object> vendor;
    private final Deserializer<Object> asWritten;
    private final Duration limit;
    private final Set<Integer> knownSchemas = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isLookingUp = new AtomicBoolean();

    /**
     * Reads values of one type.
     *
     * @param vendor reads a value as a {@code T}
     * @param asWritten reads a value with the schema that it was written with
     * @param limit how long a schema is waited for that was not looked up before
     */
    RegistryDeserializer(
            URI registry, Class<T> type, Deserializer<Object> vendor, Deserializer<Object> asWritten, Duration limit) {
        this.registry = registry;
        this.asWritten = asWritten;
        this.limit = limit;
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
            throw new SerializationException("not a value of %s: %s instead of a zero byte, a schema id and Avro"
                    .formatted(topic, beginning(data)));
        }
        Object value = read(topic, data);
        if (!type.isInstance(value)) {
            throw foreign(topic, data, value);
        }
        return type.cast(value);
    }

    private ForeignRecordException foreign(String topic, byte[] data, @Nullable Object value) {
        return new ForeignRecordException("not a value of %s: schema %d is of %s, which is not %s"
                .formatted(topic, schemaOf(data), nameOf(value), type.getName()));
    }

    @Override
    public @Nullable T deserialize(String topic, Headers headers, byte[] data) {
        return deserialize(topic, data);
    }

    private @Nullable Object read(String topic, byte[] data) {
        int schema = schemaOf(data);
        try {
            Object value =
                    knownSchemas.contains(schema) ? vendor.deserialize(topic, data) : withinTheLimit(topic, data);
            knownSchemas.add(schema);
            return value;
        } catch (RegistryUnavailableException | ForeignRecordException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failures.translate(
                    e, "not a value of %s: schema %d cannot be read as %s".formatted(topic, schema, type.getName()));
        }
    }

    private static int schemaOf(byte[] data) {
        return ByteBuffer.wrap(data, 1, Integer.BYTES).getInt();
    }

    /** The bytes are in quotes, so that two values which differ in them alone count as one cause. */
    private static String beginning(byte[] data) {
        return data.length == 0
                ? "no bytes"
                : "%d bytes that begin with \"%s\""
                        .formatted(data.length, HEX.formatHex(data, 0, Math.min(data.length, SHOWN)));
    }

    private static String nameOf(@Nullable Object value) {
        if (value instanceof GenericContainer avro) {
            return avro.getSchema().getFullName();
        }
        return value == null ? "nothing" : value.getClass().getName();
    }

    /** The vendors' clients wait without end for a registry that accepts a connection and says nothing, and for a slow DNS. */
    private @Nullable Object withinTheLimit(String topic, byte[] data) {
        if (!isLookingUp.compareAndSet(false, true)) {
            throw new RegistryUnavailableException(registry, new TimeoutException("an earlier request still waits"));
        }
        Future<@Nullable Object> lookUp = LOOK_UPS.submit(() -> {
            try {
                return firstOfItsSchema(topic, data);
            } finally {
                isLookingUp.set(false);
            }
        });
        try {
            return lookUp.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            lookUp.cancel(true);
            throw new RegistryUnavailableException(registry, new TimeoutException("no answer within " + limit));
        } catch (InterruptedException e) {
            lookUp.cancel(true);
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException(registry, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("the look-up failed", e.getCause());
        }
    }

    private @Nullable Object firstOfItsSchema(String topic, byte[] data) {
        Object written = asWritten.deserialize(topic, data);
        if (!nameOf(written).equals(type.getName())) {
            throw foreign(topic, data, written);
        }
        return vendor.deserialize(topic, data);
    }

    @Override
    public void close() {
        vendor.close();
        asWritten.close();
    }

    /** The bytes are a record, of another type. */
    private static final class ForeignRecordException extends SerializationException {

        private ForeignRecordException(String message) {
            super(message);
        }
    }
}

package dev.elch.contract;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** The two libraries that write the same bytes; which one is on the class path is decided by the build (profile {@code confluent}). */
enum SerdeVendor {
    CONFLUENT(
            "io.confluent.kafka.serializers.KafkaAvroSerializer",
            "io.confluent.kafka.serializers.KafkaAvroDeserializer") {
        @Override
        Map<String, Object> settings(URI registry) {
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put("schema.registry.url", confluentApiOf(registry));
            settings.put("auto.register.schemas", false);
            settings.put("use.latest.version", false);
            settings.put("http.connect.timeout.ms", 2_000);
            settings.put("http.read.timeout.ms", 2_000);
            settings.put("max.retries", 0);
            return settings;
        }

        @Override
        Map<String, Object> settings(URI registry, Class<?> type) {
            Map<String, Object> settings = settings(registry);
            settings.put("specific.avro.reader", true);
            settings.put("specific.avro.value.type", type.getName());
            return settings;
        }
    },

    APICURIO(
            "io.apicurio.registry.serde.avro.AvroKafkaSerializer",
            "io.apicurio.registry.serde.avro.AvroKafkaDeserializer") {
        @Override
        Map<String, Object> settings(URI registry) {
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put("apicurio.registry.url", registry.toString());
            settings.put("apicurio.registry.auto-register", false);
            settings.put("apicurio.registry.find-latest", false);
            settings.put(
                    "apicurio.registry.artifact-resolver-strategy",
                    "io.apicurio.registry.serde.strategy.TopicIdStrategy");
            settings.put("apicurio.registry.use-id", "contentId");
            settings.put("apicurio.registry.id-handler", "io.apicurio.registry.serde.Default4ByteIdHandler");
            settings.put("apicurio.registry.headers.enabled", false);
            settings.put("apicurio.registry.check-period-ms", KEPT.toMillis());
            settings.put("apicurio.registry.fault-tolerant-refresh", true);
            settings.put("apicurio.registry.retry-count", 1L);
            settings.put("apicurio.registry.retry-backoff-ms", 100L);
            settings.put("apicurio.registry.http.adapter", "JDK");
            return settings;
        }

        @Override
        Map<String, Object> settings(URI registry, Class<?> type) {
            Map<String, Object> settings = settings(registry);
            settings.put("apicurio.registry.use-specific-avro-reader", true);
            settings.put("apicurio.registry.deserializer.value.return-class", type.getName());
            return settings;
        }
    };

    /** A schema id never means another schema, so there is no reason to ask again. */
    private static final Duration KEPT = Duration.ofDays(365);

    private final String serializer;
    private final String deserializer;

    SerdeVendor(String serializer, String deserializer) {
        this.serializer = serializer;
        this.deserializer = deserializer;
    }

    abstract Map<String, Object> settings(URI registry);

    abstract Map<String, Object> settings(URI registry, Class<?> type);

    static SerdeVendor onClassPath() {
        return Arrays.stream(values())
                .filter(SerdeVendor::isOnClassPath)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "neither Apicurio's nor Confluent's Avro serde is on the class path; schemas/pom.xml brings one"));
    }

    @SuppressWarnings("unchecked") // the vendor's class takes any Avro record
    <T> Serializer<T> newSerializer() {
        return (Serializer<T>) instanceOf(serializer);
    }

    @SuppressWarnings("unchecked") // the vendor's class is declared for any object
    Deserializer<Object> newDeserializer() {
        return (Deserializer<Object>) instanceOf(deserializer);
    }

    /** Apicurio serves Confluent's API beside its own; anything else is taken to be a Confluent registry. */
    static String confluentApiOf(URI registry) {
        return registry.toString().replaceFirst("/apis/registry/v[23]/?$", "/apis/ccompat/v7");
    }

    private boolean isOnClassPath() {
        return SerdeVendor.class.getClassLoader().getResource(serializer.replace('.', '/') + ".class") != null;
    }

    private static Object instanceOf(String className) {
        try {
            return Class.forName(className).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot create " + className, e);
        }
    }
}

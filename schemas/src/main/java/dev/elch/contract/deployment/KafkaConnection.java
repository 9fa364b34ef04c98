package dev.elch.contract.deployment;

import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the broker is and how to log in there.
 *
 * @param bootstrapServers {@code host:port}, several with commas between
 * @param settings of the client beyond that, by Kafka's names: protocol, certificates, login
 */
public record KafkaConnection(String bootstrapServers, Map<String, String> settings) {

    private static final String PREFIX = "SPRING_KAFKA_";
    private static final String FREE = PREFIX + "PROPERTIES_";

    /** Variables that Spring Boot has a name of its own for, with dashes that relaxed binding drops, and Kafka's names. */
    private static final Map<String, String> NAMES = Map.of(
            "SECURITY_PROTOCOL", "security.protocol",
            "SSL_TRUSTSTORETYPE", "ssl.truststore.type",
            "SSL_TRUSTSTORECERTIFICATES", "ssl.truststore.certificates",
            "SSL_TRUSTSTOREPASSWORD", "ssl.truststore.password",
            "SSL_KEYSTORETYPE", "ssl.keystore.type",
            "SSL_KEYSTORECERTIFICATECHAIN", "ssl.keystore.certificate.chain",
            "SSL_KEYSTOREKEY", "ssl.keystore.key",
            "SSL_KEYSTOREPASSWORD", "ssl.keystore.password",
            "SSL_KEYPASSWORD", "ssl.key.password",
            "SSL_PROTOCOL", "ssl.protocol");

    public KafkaConnection {
        settings = Map.copyOf(settings);
    }

    /** A broker without TLS and without a login. */
    public static KafkaConnection open(String bootstrapServers) {
        return new KafkaConnection(bootstrapServers, Map.of());
    }

    /**
     * What the environment of a service says: {@code SPRING_KAFKA_BOOTSTRAPSERVERS} (or {@code ..._BOOTSTRAP_SERVERS}), {@code
     * SPRING_KAFKA_SECURITY_PROTOCOL}, {@code SPRING_KAFKA_SSL_...} and {@code SPRING_KAFKA_PROPERTIES_...}. Other variables are
     * left alone, those of producers and consumers too.
     */
    public static KafkaConnection of(Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>();
        new TreeMap<>(environment).forEach((variable, value) -> {
            String name = nameOf(variable);
            if (name != null) {
                settings.put(name, value);
            }
        });
        String servers = environment.getOrDefault(
                PREFIX + "BOOTSTRAPSERVERS", environment.getOrDefault(PREFIX + "BOOTSTRAP_SERVERS", "127.0.0.1:9092"));
        return new KafkaConnection(servers, settings);
    }

    /** Without the settings: there are passwords in them. */
    @Override
    public String toString() {
        return bootstrapServers;
    }

    Map<String, Object> with(Map<String, String> others) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(others);
        all.put("bootstrap.servers", bootstrapServers);
        return Collections.unmodifiableMap(all);
    }

    private static @Nullable String nameOf(String variable) {
        if (variable.startsWith(FREE)) {
            return variable.substring(FREE.length()).replace('_', '.').toLowerCase(Locale.ROOT);
        }
        return variable.startsWith(PREFIX) ? NAMES.get(variable.substring(PREFIX.length())) : null;
    }
}

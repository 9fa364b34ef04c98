package dev.elch.contract.deployment;

import dev.elch.contract.NotificationSettled;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Prepares broker and registry for this version of the contract. Applying it again changes nothing, so it can run before
 * every start.
 *
 * @param bootstrapServers the broker
 * @param registry base URL of Apicurio's own API, or of a Confluent registry
 * @param partitions of every topic that is created; topics that exist keep theirs
 * @param replicationFactor of every topic that is created; of 3 copies two must be written before a record is acknowledged
 */
public record Deployment(String bootstrapServers, URI registry, int partitions, short replicationFactor) {

    private static final Map<String, Schema> SCHEMAS = Map.of(
            Topics.USER_SIGNED_IN, UserSignedIn.getClassSchema(),
            Topics.REPLAY, UserSignedIn.getClassSchema(),
            Topics.NOTIFICATION_SETTLED, NotificationSettled.getClassSchema());

    public Deployment {
        if (partitions < 1 || replicationFactor < 1) {
            throw new IllegalArgumentException("a topic needs at least 1 partition and 1 copy, not %d and %d"
                    .formatted(partitions, replicationFactor));
        }
    }

    /** Creates what is missing, corrects settings that differ, registers schemas. Returns the names of the topics created. */
    public List<String> apply() {
        List<String> created = applyTopics(bootstrapServers, partitions, replicationFactor);
        applySchemas(registry);
        return created;
    }

    /** The topics alone. Returns the names of those created. */
    public static List<String> applyTopics(String bootstrapServers, int partitions, short replicationFactor) {
        try (KafkaTopics topics = new KafkaTopics(bootstrapServers)) {
            return topics.ensure(TopicPlan.all(), partitions, replicationFactor);
        }
    }

    /** The schemas alone; fails when one is not compatible with all versions in the registry. */
    public static void applySchemas(URI registry) {
        RegisteredSchemas schemas = new RegisteredSchemas(registry);
        SCHEMAS.forEach((topic, schema) -> schemas.ensure(Topics.valueSubject(topic), schema));
    }

    /**
     * For an init container or a terminal. Reads the environment: {@code SPRING_KAFKA_BOOTSTRAP_SERVERS}, {@code
     * ELCH_REGISTRY_URL}, {@code ELCH_TOPICS_PARTITIONS} (12), {@code ELCH_TOPICS_REPLICATION_FACTOR} (1).
     */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        List<String> created = new Deployment(
                        environment.getOrDefault("SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
                        URI.create(environment.getOrDefault(
                                "ELCH_REGISTRY_URL", "http://127.0.0.1:8085/apis/registry/v3")),
                        Integer.parseInt(environment.getOrDefault("ELCH_TOPICS_PARTITIONS", "12")),
                        Short.parseShort(environment.getOrDefault("ELCH_TOPICS_REPLICATION_FACTOR", "1")))
                .apply();
        System.out.println("topics created: " + (created.isEmpty() ? "none" : created) + "; schemas are registered");
    }
}

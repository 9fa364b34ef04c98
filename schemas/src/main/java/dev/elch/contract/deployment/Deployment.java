package dev.elch.contract.deployment;

import dev.elch.contract.NotificationSettled;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * Prepares broker and registry for this version of the contract. Applying it again changes nothing, so it can run before
 * every start.
 *
 * @param broker where the broker is, and how to log in there
 * @param registry base URL of Apicurio's own API, or of a Confluent registry
 * @param partitions of every topic that is created; topics that exist keep theirs
 * @param replicationFactor of every topic that is created; of 3 copies two must be written before a record is acknowledged
 */
public record Deployment(KafkaConnection broker, URI registry, int partitions, short replicationFactor) {

    private static final String DRY_RUN = "--dry-run";

    /** By topic. */
    static final Map<String, Schema> SCHEMAS = new TreeMap<>(Map.of(
            Topics.USER_SIGNED_IN, UserSignedIn.getClassSchema(),
            Topics.REPLAY, UserSignedIn.getClassSchema(),
            Topics.NOTIFICATION_SETTLED, NotificationSettled.getClassSchema()));

    public Deployment {
        if (partitions < 1 || replicationFactor < 1) {
            throw new IllegalArgumentException("a topic needs at least 1 partition and 1 copy, not %d and %d"
                    .formatted(partitions, replicationFactor));
        }
    }

    /** On a broker without TLS and without a login. */
    public Deployment(String bootstrapServers, URI registry, int partitions, short replicationFactor) {
        this(KafkaConnection.open(bootstrapServers), registry, partitions, replicationFactor);
    }

    /**
     * What the environment says, with the names that the services have: see {@link KafkaConnection#of} for the broker, and
     * {@code ELCH_REGISTRY_URL}, {@code ELCH_TOPICS_PARTITIONS} (12), {@code ELCH_TOPICS_REPLICATION_FACTOR} (1).
     */
    public static Deployment of(Map<String, String> environment) {
        return new Deployment(
                KafkaConnection.of(environment),
                URI.create(environment.getOrDefault("ELCH_REGISTRY_URL", "http://127.0.0.1:8085/apis/registry/v3")),
                Integer.parseInt(environment.getOrDefault("ELCH_TOPICS_PARTITIONS", "12")),
                Short.parseShort(environment.getOrDefault("ELCH_TOPICS_REPLICATION_FACTOR", "1")));
    }

    /** Creates what is missing, corrects settings that differ, registers schemas. Returns the names of the topics created. */
    public List<String> apply() {
        List<String> created;
        try (KafkaTopics topics = new KafkaTopics(broker)) {
            created = topics.ensure(TopicPlan.all(), partitions, replicationFactor);
        }
        applySchemas(registry);
        return created;
    }

    /** What {@link #apply} would do, one line each; changes nothing. Empty: all is there. */
    public List<String> differences() {
        List<String> lines = new ArrayList<>();
        try (KafkaTopics topics = new KafkaTopics(broker)) {
            topics.differences(TopicPlan.all(), replicationFactor).forEach(difference -> lines.add(difference.line()));
        }
        lines.addAll(new RegisteredSchemas(registry).missing(SCHEMAS));
        return lines;
    }

    /** The topics alone. Returns the names of those created. */
    public static List<String> applyTopics(String bootstrapServers, int partitions, short replicationFactor) {
        try (KafkaTopics topics = new KafkaTopics(KafkaConnection.open(bootstrapServers))) {
            return topics.ensure(TopicPlan.all(), partitions, replicationFactor);
        }
    }

    /** The schemas alone; fails when one is not compatible with all versions in the registry. */
    public static void applySchemas(URI registry) {
        RegisteredSchemas schemas = new RegisteredSchemas(registry);
        SCHEMAS.forEach((topic, schema) -> schemas.ensure(Topics.valueSubject(topic), schema));
    }

    /**
     * For an init container or a terminal; {@link #of} says which variables it reads. Prints what differs and does it; with
     * {@code --dry-run} it only prints.
     */
    public static void main(String[] arguments) {
        boolean isDry = List.of(arguments).equals(List.of(DRY_RUN));
        if (arguments.length > 0 && !isDry) {
            throw new IllegalArgumentException("the only argument is " + DRY_RUN + ", not " + List.of(arguments));
        }
        Deployment deployment = of(System.getenv());
        List<String> differences = deployment.differences();
        differences.forEach(System.out::println);
        if (differences.isEmpty()) {
            System.out.println("topics and schemas are as they should be");
        }
        if (!isDry) {
            deployment.apply();
            System.out.println("topics and schemas are there");
        }
    }
}

package dev.elch.contract.deployment;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a running broker and registry differ from this version of the contract. Only asks; changes nothing. */
public final class ContractDifferences {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String SERVERS = "bootstrap.servers";

    private final KafkaConnection broker;
    private final URI registry;

    /**
     * @param client settings of a client of the broker, by Kafka's names
     * @param registry base URL of Apicurio's own API, or of a Confluent registry
     */
    public ContractDifferences(Map<String, ?> client, URI registry) {
        Map<String, String> settings = new HashMap<>();
        client.forEach((name, value) -> settings.put(name, text(value)));
        String servers = settings.remove(SERVERS);
        this.broker = new KafkaConnection(servers == null ? "" : servers, settings);
        this.registry = registry;
    }

    /**
     * Topics that are missing or whose settings differ, one line each; each is measured by the copies that it has. Asks
     * three times and blocks for at most 5 s each time.
     *
     * @throws IllegalStateException when the broker does not answer or refuses
     */
    public List<String> topics() {
        try (KafkaTopics topics = new KafkaTopics(broker, LIMIT)) {
            return topics.differences(TopicPlan.all()).stream()
                    .map(TopicDifference::line)
                    .toList();
        }
    }

    /**
     * Schemas that are not registered, one line each. Blocks for at most 10 s for each.
     *
     * @throws IllegalStateException when the registry does not answer or refuses
     */
    public List<String> schemas() {
        return new RegisteredSchemas(registry).missing(Deployment.SCHEMAS);
    }

    private static String text(Object value) {
        return value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value);
    }
}

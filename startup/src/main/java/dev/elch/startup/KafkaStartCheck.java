package dev.elch.startup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Checks that the broker answers and has the topics that this service reads and writes. */
public final class KafkaStartCheck implements StartCheck {

    private static final Duration CLOSE_LIMIT = Duration.ofMillis(500);

    private final Map<String, Object> settings;
    private final List<String> topics;
    private final String actionForTopics;

    /**
     * @param settings of an admin client
     * @param actionForTopics what an operator does when one of {@code topics} is missing
     */
    public KafkaStartCheck(Map<String, Object> settings, List<String> topics, String actionForTopics) {
        this.settings = Map.copyOf(settings);
        this.topics = List.copyOf(topics);
        this.actionForTopics = actionForTopics;
    }

    /** With the usual action for missing topics: none of the services creates one. */
    public KafkaStartCheck(Map<String, Object> settings, List<String> topics) {
        this(
                settings,
                topics,
                "Create the topics before the services start: the deployment does that, the services never do.");
    }

    @Override
    public Optional<CannotStartException> problem(Duration limit) {
        if (topics.isEmpty()) {
            return Optional.empty();
        }
        try {
            Admin admin = Admin.create(limitedTo(limit));
            try {
                return missingTopics(admin, limit);
            } finally {
                // Without a limit it waits for calls that are never answered.
                admin.close(CLOSE_LIMIT);
            }
        } catch (KafkaException unusable) {
            return Optional.of(explained(unusable));
        }
    }

    private Map<String, Object> limitedTo(Duration limit) {
        Map<String, Object> limited = new HashMap<>(settings);
        int millis = Math.toIntExact(Math.max(1, limit.toMillis()));
        limited.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        limited.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        return limited;
    }

    private Optional<CannotStartException> missingTopics(Admin admin, Duration limit) {
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
                admin.describeTopics(topics).topicNameValues().entrySet()) {
            Optional<Throwable> failure = failureOf(topic.getValue(), limit);
            if (failure.isPresent() && !(failure.get() instanceof UnknownTopicOrPartitionException)) {
                return failure.map(this::explained);
            }
            failure.ifPresent(unknown -> missing.add(topic.getKey()));
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(withoutTopics(missing));
    }

    private static Optional<Throwable> failureOf(KafkaFuture<?> answer, Duration limit) {
        try {
            answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            return Optional.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(e);
        }
    }

    private CannotStartException explained(Throwable failure) {
        if (failure instanceof AuthenticationException) {
            return new CannotStartException(
                    "Kafka at " + servers() + " refuses the credentials of this service (" + failure.getMessage()
                            + ").",
                    "Correct spring.kafka.properties.sasl.jaas.config, spring.kafka.security.protocol and"
                            + " spring.kafka.ssl.* or the user on the broker.");
        }
        if (failure instanceof AuthorizationException) {
            return new CannotStartException(
                    "Kafka at " + servers() + " does not allow this service to use its topics (" + failure.getMessage()
                            + ").",
                    "Grant its user Describe, Read and Write on " + String.join(", ", topics) + ".");
        }
        Throwable cause = failure.getCause();
        if (cause instanceof ConfigException
                && !String.valueOf(cause.getMessage()).contains("resolvable")) {
            return new CannotStartException(
                    "The settings of the Kafka client are wrong: " + cause.getMessage() + ".",
                    "Correct them under spring.kafka.");
        }
        boolean isOutage = failure instanceof RetriableException
                || failure instanceof TimeoutException
                || failure instanceof InterruptedException
                || cause instanceof ConfigException;
        return new CannotStartException(
                isOutage
                        ? "Kafka does not answer at " + servers() + "."
                        : "Kafka at " + servers() + " answers with an error (" + failure + ").",
                "Start Kafka there, or set SPRING_KAFKA_BOOTSTRAP_SERVERS (spring.kafka.bootstrap-servers) to where it"
                        + " is.");
    }

    private CannotStartException withoutTopics(List<String> missing) {
        return new CannotStartException(
                "Kafka at " + servers() + " has no topic " + String.join(", ", missing) + ".", actionForTopics);
    }

    private String servers() {
        Object servers = settings.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
        return servers instanceof List<?> several
                ? String.join(", ", several.stream().map(String::valueOf).toList())
                : String.valueOf(servers);
    }
}

package dev.elch.contract.deployment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/** Makes the broker's topics what the plan says. */
final class KafkaTopics implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final KafkaConnection broker;
    private final Admin admin;

    KafkaTopics(KafkaConnection broker) {
        this(broker, LIMIT);
    }

    /** @param limit for each question */
    KafkaTopics(KafkaConnection broker, Duration limit) {
        this.broker = broker;
        this.admin = Admin.create(broker.with(Map.of(
                "client.id",
                "elch-deployment",
                "request.timeout.ms",
                Long.toString(Math.min(REQUEST_LIMIT.toMillis(), limit.toMillis())),
                "default.api.timeout.ms",
                Long.toString(limit.toMillis()))));
    }

    /** Returns the names of the topics that were created. */
    List<String> ensure(List<TopicPlan> plans, int partitions, short replicationFactor) {
        Map<ConfigResource, Collection<AlterConfigOp>> corrections = new HashMap<>();
        List<NewTopic> missing = new ArrayList<>();
        for (TopicDifference topic : differences(plans, replicationFactor)) {
            if (topic.isMissing()) {
                missing.add(new NewTopic(topic.name(), partitions, replicationFactor).configs(topic.wanted()));
            } else {
                corrections.put(resource(topic.name()), setAll(topic.wanted()));
            }
        }
        await(admin.incrementalAlterConfigs(corrections).all());
        return create(missing);
    }

    /** What is to be done for the plans, in their order; changes nothing. */
    List<TopicDifference> differences(List<TopicPlan> plans, short replicationFactor) {
        return differences(plans, await(admin.listTopics().names()), topic -> (int) replicationFactor);
    }

    /** The same, where each topic is to have as many copies as it has. */
    List<TopicDifference> differences(List<TopicPlan> plans) {
        Set<String> existing = await(admin.listTopics().names());
        Map<String, TopicDescription> described = await(admin.describeTopics(plans.stream()
                        .map(TopicPlan::name)
                        .filter(existing::contains)
                        .toList())
                .allTopicNames());
        return differences(plans, existing, topic -> copies(described.get(topic)));
    }

    /** The fewest that a partition has; 1 for a topic that is not there. */
    private static int copies(@Nullable TopicDescription topic) {
        return topic == null
                ? 1
                : topic.partitions().stream()
                        .mapToInt(partition -> partition.replicas().size())
                        .min()
                        .orElse(1);
    }

    private List<TopicDifference> differences(
            List<TopicPlan> plans, Set<String> existing, ToIntFunction<String> copies) {
        Map<ConfigResource, Config> settings = await(admin.describeConfigs(plans.stream()
                        .map(TopicPlan::name)
                        .filter(existing::contains)
                        .map(KafkaTopics::resource)
                        .toList())
                .all());
        return plans.stream()
                .map(plan -> difference(plan.name(), plan.settings(copies.applyAsInt(plan.name())), settings))
                .filter(difference -> !difference.isNone())
                .toList();
    }

    private static TopicDifference difference(
            String topic, Map<String, String> wanted, Map<ConfigResource, Config> settings) {
        Config present = settings.get(resource(topic));
        if (present == null) {
            return TopicDifference.missing(topic, wanted);
        }
        Map<String, String> before = new HashMap<>();
        Map<String, String> after = new HashMap<>(wanted);
        for (ConfigEntry entry : present.entries()) {
            // A broker's default that happens to be right today may be changed tomorrow: only the topic's own value
            // counts.
            if (entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG && after.containsKey(entry.name())) {
                before.put(entry.name(), entry.value());
            }
        }
        after.entrySet().removeIf(setting -> setting.getValue().equals(before.get(setting.getKey())));
        before.keySet().retainAll(after.keySet());
        return new TopicDifference(topic, false, before, after);
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private List<String> create(List<NewTopic> topics) {
        List<String> created = new ArrayList<>();
        admin.createTopics(topics).values().forEach((name, answer) -> {
            if (isCreated(answer)) {
                created.add(name);
            }
        });
        awaitLeaders(topics);
        return created;
    }

    /**
     * Waits until the leader of every partition answers. A producer whose first batch comes too early and whose second one does
     * not is refused for ever: the broker takes the second for the beginning of the sequence.
     */
    private void awaitLeaders(List<NewTopic> topics) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (NewTopic topic : topics) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!ends.isEmpty() && !areAnswered(ends)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("broker " + broker + " cannot be prepared: no leader within " + LIMIT);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** The client itself asks again when a leader is not known yet, and gives up when its topic is not. */
    private boolean areAnswered(Map<TopicPartition, OffsetSpec> ends) {
        try {
            admin.listOffsets(ends).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            throw failed(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** False: another process was quicker. */
    private boolean isCreated(KafkaFuture<Void> answer) {
        try {
            await(answer);
            return true;
        } catch (TopicExistsException raced) {
            return false;
        }
    }

    private static Collection<AlterConfigOp> setAll(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
    }

    private <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException raced) {
                throw raced;
            }
            throw failed(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private IllegalStateException failed(ExecutionException e) {
        return new IllegalStateException(
                "broker " + broker + " refuses or does not answer: "
                        + Objects.requireNonNullElse(e.getCause(), e).getMessage(),
                e.getCause());
    }

    private IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while preparing broker " + broker, e);
    }

    @Override
    public void close() {
        admin.close();
    }
}

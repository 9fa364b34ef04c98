package dev.elch.contract.deployment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the broker's topics what the plan says. */
final class KafkaTopics implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final String bootstrapServers;
    private final Admin admin;

    KafkaTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "client.id",
                "elch-deployment",
                "request.timeout.ms",
                "10000",
                "default.api.timeout.ms",
                Long.toString(LIMIT.toMillis())));
    }

    /** Returns the names of the topics that were created. */
    List<String> ensure(List<TopicPlan> plans, int partitions, short replicationFactor) {
        Set<String> existing = await(admin.listTopics().names());
        Map<ConfigResource, Collection<AlterConfigOp>> corrections = new HashMap<>();
        List<NewTopic> missing = new ArrayList<>();
        for (TopicPlan plan : plans) {
            Map<String, String> settings = plan.settings(replicationFactor);
            if (existing.contains(plan.name())) {
                corrections.put(new ConfigResource(ConfigResource.Type.TOPIC, plan.name()), setAll(settings));
            } else {
                missing.add(new NewTopic(plan.name(), partitions, replicationFactor).configs(settings));
            }
        }
        await(admin.incrementalAlterConfigs(corrections).all());
        return create(missing);
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
                throw new IllegalStateException(
                        "broker " + bootstrapServers + " can not be prepared: no leader within " + LIMIT);
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

    /** False: somebody else was quicker. */
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
                "broker " + bootstrapServers + " can not be prepared: " + e.getCause(), e.getCause());
    }

    private IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while preparing broker " + bootstrapServers, e);
    }

    @Override
    public void close() {
        admin.close();
    }
}

package dev.elch.contract.deployment;

import dev.elch.contract.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How one topic is set up.
 *
 * @param name of the topic
 * @param retention how long a record is kept at least
 */
record TopicPlan(String name, Duration retention) {

    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

    /** The longest wait of the retry chain is minutes; the rest of the week is for an outage of ours. */
    private static final Duration RETENTION = Duration.ofDays(7);

    static List<TopicPlan> all() {
        return Topics.all().stream()
                .map(topic ->
                        new TopicPlan(topic, topic.equals(Topics.DEAD_LETTERS) ? DEAD_LETTER_RETENTION : RETENTION))
                .toList();
    }

    /** Settings that do not depend on the broker's defaults. */
    Map<String, String> settings(int replicationFactor) {
        return Map.of(
                "cleanup.policy", "delete",
                "retention.ms", Long.toString(retention.toMillis()),
                "retention.bytes", "-1",
                "min.insync.replicas", Integer.toString(replicationFactor > 2 ? 2 : 1),
                "unclean.leader.election.enable", "false",
                "message.timestamp.type", "CreateTime",
                "max.message.bytes",
                        Integer.toString(Topics.isForCopies(name) ? Topics.LARGEST_COPY : Topics.LARGEST_RECORD));
    }
}

package dev.elch.notification.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits what is done, from time to time and before a partition goes; only what changed. Used by the polling thread. */
final class KafkaCommits {

    private static final Logger log = LoggerFactory.getLogger(KafkaCommits.class);
    private static final Duration LAST_COMMIT_LIMIT = Duration.ofSeconds(5);

    private final Dispatcher dispatcher;
    private final Duration every;
    private final Clock clock;
    private final Map<Source, Long> committed = new HashMap<>();
    private Instant next = Instant.MIN;

    KafkaCommits(Dispatcher dispatcher, Duration every, Clock clock) {
        this.dispatcher = dispatcher;
        this.every = every;
        this.clock = clock;
    }

    /** Commits without waiting for the broker, unless the last time was a moment ago. */
    void fromTimeToTime(Consumer<?, ?> consumer, Collection<Source> sources) {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(every);
        Map<TopicPartition, OffsetAndMetadata> changed = changed(sources);
        if (!changed.isEmpty()) {
            consumer.commitAsync(changed, (offsets, failure) -> {
                if (failure != null) {
                    log.info("the commit is repeated: {}", failure.toString());
                    offsets.keySet().forEach(partition -> committed.remove(source(partition)));
                }
            });
        }
    }

    /** Commits for good, before the partitions go. */
    void last(Consumer<?, ?> consumer, Collection<Source> leaving) {
        Map<TopicPartition, OffsetAndMetadata> changed = changed(leaving);
        try {
            if (!changed.isEmpty()) {
                consumer.commitSync(changed, LAST_COMMIT_LIMIT);
            }
        } catch (KafkaException e) {
            log.warn("the last commit failed, what is done beyond it is read again and dropped: {}", e.toString());
        }
        forget(leaving);
    }

    void forget(Collection<Source> sources) {
        committed.keySet().removeAll(sources);
    }

    /** Positions that differ from what was committed last; from here on they count as committed. */
    private Map<TopicPartition, OffsetAndMetadata> changed(Collection<Source> of) {
        Map<TopicPartition, OffsetAndMetadata> changed = new LinkedHashMap<>();
        dispatcher.positions(of).forEach((source, position) -> {
            if (!position.equals(committed.put(source, position))) {
                changed.put(new TopicPartition(source.topic(), source.partition()), new OffsetAndMetadata(position));
            }
        });
        return changed;
    }

    private static Source source(TopicPartition partition) {
        return new Source(partition.topic(), partition.partition());
    }
}

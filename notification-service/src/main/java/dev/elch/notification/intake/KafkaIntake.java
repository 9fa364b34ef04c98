package dev.elch.notification.intake;

import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.pipeline.IncomingRecord;
import dev.elch.notification.record.KafkaEnvelopes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer and its poll loop: fetches, hands to the dispatcher, commits what is done. All work is done elsewhere, so
 * the loop never stands still for a record. A consumer that breaks is replaced.
 */
final class KafkaIntake implements Runnable, ConsumerRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(KafkaIntake.class);
    private static final Duration BEFORE_NEXT_CONSUMER = Duration.ofSeconds(1);

    private final Map<String, Lane> lanesByTopic;
    private final Supplier<Consumer<byte[], byte[]>> newConsumer;
    private final Dispatcher dispatcher;
    private final IntakeProperties properties;
    private final DeliveryMeters meters;
    private final Clock clock;
    private final KafkaCommits commits;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Map<TopicPartition, Source> sources = new LinkedHashMap<>();
    private Consumer<byte[], byte[]> consumer;

    @SuppressWarnings("NullAway.Init") // the consumer belongs to the thread that runs
    KafkaIntake(
            Map<String, Lane> lanesByTopic,
            Supplier<Consumer<byte[], byte[]>> newConsumer,
            Dispatcher dispatcher,
            IntakeProperties properties,
            DeliveryMeters meters,
            Clock clock) {
        this.meters = meters;
        this.lanesByTopic = lanesByTopic;
        this.newConsumer = newConsumer;
        this.dispatcher = dispatcher;
        this.properties = properties;
        this.clock = clock;
        this.commits = new KafkaCommits(dispatcher, properties.commitEvery(), clock);
    }

    /** Consumes until {@link #stop}; then drains, commits and leaves the group. */
    @Override
    public void run() {
        consumer = newConsumer.get();
        while (!isStopping()) {
            try {
                consumer.subscribe(lanesByTopic.keySet(), this);
                while (!isStopping()) {
                    fetch();
                    commits.fromTimeToTime(consumer, sources.values());
                }
            } catch (RuntimeException e) {
                meters.internalError("consumer");
                log.error("the consumer of {} broke and is replaced", lanesByTopic.keySet(), e);
                replaceConsumer();
            }
        }
        leave();
    }

    /** Makes {@link #run} end in an orderly way, after the poll that is under way. */
    void stop() {
        stopping.countDown();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        Map<Source, Lane> lanes = new LinkedHashMap<>();
        for (TopicPartition partition : assigned) {
            Source source = new Source(partition.topic(), partition.partition());
            sources.put(partition, source);
            lanes.put(source, lanesByTopic.getOrDefault(partition.topic(), Lane.REPLAY));
        }
        dispatcher.assigned(lanes);
        log.info("got {}", assigned);
    }

    /** Drain first: what is begun is finished and committed. What is not through in time is fenced by the ledger. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        List<Source> leaving = known(revoked);
        int left = dispatcher.drain(leaving, properties.drainAtMost());
        commits.last(consumer, leaving);
        forget(revoked);
        log.info("gave up {} with {} records begun", revoked, left);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        forget(lost);
        log.warn("lost {} without a chance to commit: what was begun will be read again", lost);
    }

    private void fetch() {
        adjustPauses();
        ConsumerRecords<byte[], byte[]> records = consumer.poll(properties.pollAtMost());
        if (records.nextOffsets().isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<Work> fetched = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            IncomingRecord incoming = new IncomingRecord(
                    record.topic(), record.partition(), record.offset(), KafkaEnvelopes.read(record, now));
            fetched.add(Work.fetched(incoming, dueAt(incoming)));
        }
        dispatcher.fetched(fetched, reached(records));
    }

    private Map<Source, Long> reached(ConsumerRecords<byte[], byte[]> records) {
        Map<Source, Long> reached = new LinkedHashMap<>();
        records.nextOffsets().forEach((partition, next) -> {
            Source source = sources.get(partition);
            if (source != null) {
                reached.put(source, next.offset());
            }
        });
        return reached;
    }

    /** Live traffic is due at once; so is a retry that does not say when. */
    private Instant dueAt(IncomingRecord incoming) {
        Instant due = lanesByTopic.get(incoming.topic()) == Lane.RETRY
                ? incoming.headers().dueAt()
                : null;
        return due == null ? Instant.EPOCH : due;
    }

    private void adjustPauses() {
        Set<Source> full = new HashSet<>(dispatcher.full());
        Set<TopicPartition> paused = consumer.paused();
        List<TopicPartition> toPause = new ArrayList<>();
        List<TopicPartition> toResume = new ArrayList<>();
        sources.forEach((partition, source) -> {
            boolean isPaused = paused.contains(partition);
            if (full.contains(source) && !isPaused) {
                toPause.add(partition);
            } else if (!full.contains(source) && isPaused) {
                toResume.add(partition);
            }
        });
        consumer.pause(toPause);
        consumer.resume(toResume);
    }

    private void leave() {
        List<Source> all = List.copyOf(sources.values());
        int left = dispatcher.drain(all, properties.grace());
        if (left > 0) {
            log.warn("stopped with {} records begun: they will be read again", left);
        }
        commits.last(consumer, all);
        dispatcher.gone(all);
        sources.clear();
        close();
    }

    private void close() {
        try {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(5))
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        } catch (KafkaException e) {
            log.warn("the consumer was not closed in an orderly way: {}", e.toString());
        }
    }

    private void replaceConsumer() {
        forget(List.copyOf(sources.keySet()));
        close();
        try {
            if (!stopping.await(BEFORE_NEXT_CONSUMER.toMillis(), TimeUnit.MILLISECONDS)) {
                consumer = newConsumer.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    private void forget(Collection<TopicPartition> partitions) {
        List<Source> known = known(partitions);
        dispatcher.gone(known);
        commits.forget(known);
        sources.keySet().removeAll(partitions);
    }

    private List<Source> known(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .filter(sources::containsKey)
                .map(sources::get)
                .toList();
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }
}

package dev.elch.dlq.intake;

import dev.elch.contract.Topics;
import dev.elch.dlq.MongoAnswers;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.dlq.deadletter.StoreResult;
import dev.elch.dlq.meter.DlqMeters;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * Stores every record of the dead-letter topic. Returns only once the database has acknowledged the whole batch; a failure
 * is thrown, upon which the container pauses, tries the same batch again, and commits nothing.
 */
final class KafkaDeadLetterListener {

    static final String ID = "dead-letters";

    private static final Logger log = LoggerFactory.getLogger(KafkaDeadLetterListener.class);

    private final MongoAnswers answers = MongoAnswers.inTime();
    private final KafkaDeadLetterReader reader;
    private final MongoDeadLetters deadLetters;
    private final MongoProviders providers;
    private final List<DeadLetterFollower> followers;
    private final DlqMeters meters;

    KafkaDeadLetterListener(
            KafkaDeadLetterReader reader,
            MongoDeadLetters deadLetters,
            MongoProviders providers,
            List<DeadLetterFollower> followers,
            DlqMeters meters) {
        this.reader = reader;
        this.deadLetters = deadLetters;
        this.providers = providers;
        this.followers = List.copyOf(followers);
        this.meters = meters;
    }

    @KafkaListener(id = ID, topics = Topics.DEAD_LETTERS, groupId = "${elch.dlq.consumer-group}", batch = "true")
    void store(List<ConsumerRecord<byte[], byte[]>> records) {
        List<DeadLetter> arrived = records.stream().map(reader::read).toList();
        StoreResult result = deadLetters.store(arrived).as(answers::await);
        providers
                .complete(arrived.stream()
                        .map(deadLetter -> deadLetter.id().toString())
                        .toList())
                .as(answers::await);
        followers.forEach(follower -> follower.arrived(arrived));
        arrived.forEach(deadLetter -> meters.arrived(deadLetter.cause().kind()));
        log.info("{} dead letters read: {}", records.size(), result);
    }
}

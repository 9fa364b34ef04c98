package dev.elch.dlq.replay.run;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.ExceptionHeaders;
import dev.elch.contract.JournalFields;
import dev.elch.dlq.deadletter.Bytes;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.Edit;
import dev.elch.dlq.deadletter.RawHeader;
import dev.elch.dlq.replay.ReplayTopics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes dead letters to the topic of a replay: the bytes as they came or as they were edited, and our headers as for a first attempt
 * of the next round. What is told of the last round, its attempts and its exception, goes to other topics alone.
 */
final class KafkaReplayTopic {

    private static final Logger log = LoggerFactory.getLogger(KafkaReplayTopic.class);
    private static final long ACK_LIMIT_MILLIS = 30_000;

    private final Producer<byte[], byte[]> producer;
    private final Clock clock;

    KafkaReplayTopic(Producer<byte[], byte[]> producer, Clock clock) {
        this.producer = producer;
        this.clock = clock;
    }

    /** Returns once every dead letter is acknowledged or given up; of one that was given up it is not known if it was written. */
    ReplayReceipt send(Collection<DeadLetter> deadLetters, String topic) {
        Map<String, Future<RecordMetadata>> answers = new LinkedHashMap<>();
        ReplayReceipt receipt = new ReplayReceipt();
        try {
            // Of a topic that is gone this says so once, and not after a wait for every dead letter.
            producer.partitionsFor(topic);
            deadLetters.forEach(
                    deadLetter -> answers.put(deadLetter.id().toString(), producer.send(record(deadLetter, topic))));
            producer.flush();
        } catch (KafkaException e) {
            log.warn(
                    "{} of {} dead letters were not taken by the broker: {}",
                    deadLetters.size() - answers.size(),
                    deadLetters.size(),
                    e.toString());
        }
        answers.forEach((id, answer) -> acknowledged(id, answer, receipt));
        return receipt;
    }

    private ProducerRecord<byte[], byte[]> record(DeadLetter deadLetter, String topic) {
        Optional<Edit> edit = deadLetter.approvedEdit();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic,
                null,
                array(edit.map(KafkaReplayTopic::keyOf).orElse(deadLetter.raw().key())),
                array(edit.map(Edit::value).orElse(deadLetter.raw().value())));
        deadLetter.raw().headers().stream()
                .filter(header -> !ReplayTopics.isFollowed(topic) || !isOfTheLastRound(header))
                .forEach(header -> record.headers().add(header.name(), array(header.value())));
        DeliveryHeaders replayed = DeliveryHeaders.readFrom(record.headers(), clock.instant())
                .identifiedBy(deadLetter.id().eventKey(), deadLetter.raw().position())
                .replayed();
        (edit.isPresent() ? replayed.edited() : replayed).writeTo(record.headers());
        return record;
    }

    /** What the next dead letter of the event would otherwise say about itself. */
    private static boolean isOfTheLastRound(RawHeader header) {
        return header.name().equals(JournalFields.HEADER) || header.name().startsWith(ExceptionHeaders.PREFIX);
    }

    /** The key of a record is the account (contract of the topic), so it follows an edit of the account. */
    private static Bytes keyOf(Edit edit) {
        return Bytes.copyOf(String.valueOf(edit.fields().get("userId")).getBytes(StandardCharsets.UTF_8));
    }

    private static void acknowledged(String id, Future<RecordMetadata> answer, ReplayReceipt receipt) {
        try {
            RecordMetadata metadata = answer.get(ACK_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            receipt.acknowledged(id, metadata.partition(), metadata.offset());
        } catch (ExecutionException | TimeoutException e) {
            log.warn("Dead letter {}: the broker did not acknowledge it: {}", id, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte @Nullable [] array(@Nullable Bytes bytes) {
        return bytes == null ? null : bytes.toArray();
    }
}

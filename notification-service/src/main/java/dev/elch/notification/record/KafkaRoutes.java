package dev.elch.notification.record;

import dev.elch.notification.log.LimitedLog;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Publishes with a producer that waits for all in-sync replicas. */
final class KafkaRoutes implements Routes {

    private final LimitedLog log;

    private final Producer<byte[], byte[]> producer;
    private final Duration timeout;

    KafkaRoutes(Producer<byte[], byte[]> producer, Duration timeout, Clock clock) {
        this.log = new LimitedLog(LoggerFactory.getLogger(KafkaRoutes.class), clock);
        this.producer = producer;
        this.timeout = timeout;
    }

    @Override
    public Published publish(String topic, Envelope envelope) {
        try {
            producer.send(KafkaEnvelopes.write(topic, envelope)).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return Published.YES;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            log.write(
                    Level.WARN,
                    topic + " " + refusal(e instanceof ExecutionException ? e.getCause() : e),
                    "event {}: {} does not take the record: {}",
                    envelope.headers().eventKey(),
                    topic,
                    e.toString());
            return refusal(e instanceof ExecutionException ? e.getCause() : e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Published.NOT_NOW;
        }
    }

    private static Published refusal(@Nullable Throwable cause) {
        if (cause instanceof RecordTooLargeException || cause instanceof RecordBatchTooLargeException) {
            return Published.TOO_LARGE;
        }
        if (cause instanceof AuthorizationException) {
            return Published.NOT_AUTHORIZED;
        }
        boolean isInvalid = cause instanceof InvalidRecordException
                || cause instanceof InvalidTimestampException
                || cause instanceof InvalidTopicException
                || cause instanceof PolicyViolationException;
        return isInvalid ? Published.INVALID : Published.NOT_NOW;
    }
}

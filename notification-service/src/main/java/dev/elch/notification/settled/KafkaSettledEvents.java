package dev.elch.notification.settled;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.NotificationSettled;
import dev.elch.contract.Topics;
import dev.elch.notification.log.LimitedLog;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Publishes to {@code notification-settled}, keyed by event key. */
final class KafkaSettledEvents implements SettledEvents {

    private final LimitedLog log;
    private final Producer<String, NotificationSettled> producer;
    private final Duration timeout;

    KafkaSettledEvents(Producer<String, NotificationSettled> producer, Duration timeout, Clock clock) {
        this.log = new LimitedLog(LoggerFactory.getLogger(KafkaSettledEvents.class), clock);
        this.producer = producer;
        this.timeout = timeout;
    }

    @Override
    public boolean publish(Settled settled) {
        try {
            producer.send(record(settled)).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            log.write(
                    Level.WARN,
                    "not announced",
                    "event {}: its end cannot be announced yet: {}",
                    settled.eventKey(),
                    e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @SuppressWarnings("NullAway") // the generated builder takes null where the schema does
    private static ProducerRecord<String, NotificationSettled> record(Settled settled) {
        NotificationSettled value = NotificationSettled.newBuilder()
                .setEventKey(settled.eventKey())
                .setUserId(settled.userId())
                .setOutcome(settled.outcome().name())
                .setReason(settled.reason())
                .setProvider(settled.provider())
                .setProviderReceipt(settled.receipt())
                .setAttempt(settled.attempt())
                .setRound(settled.round())
                .setSettledAt(settled.settledAt())
                .build();
        ProducerRecord<String, NotificationSettled> next =
                new ProducerRecord<>(Topics.NOTIFICATION_SETTLED, settled.eventKey(), value);
        if (settled.traceparent() != null) {
            next.headers()
                    .add(DeliveryHeaders.TRACEPARENT, settled.traceparent().getBytes(StandardCharsets.UTF_8));
        }
        return next;
    }
}

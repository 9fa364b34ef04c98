package dev.elch.notification.webhook;

import dev.elch.notification.meters.DeliveryMeters;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.MessageListener;

/** Applies queued reports, one after the other; one that can not be applied yet is tried again before those behind it. */
final class KafkaMailEventsListener implements MessageListener<byte[], byte[]> {

    private static final Logger log = LoggerFactory.getLogger(KafkaMailEventsListener.class);

    private final ReportDesk desk;
    private final DeliveryMeters meters;

    KafkaMailEventsListener(ReportDesk desk, DeliveryMeters meters) {
        this.desk = desk;
        this.meters = meters;
    }

    @Override
    public void onMessage(ConsumerRecord<byte[], byte[]> record) {
        Optional<ReportedMail> report = record.value() == null ? Optional.empty() : ReportedMail.read(record.value());
        if (report.isEmpty()) {
            log.warn("{}-{}-{} is no report and is left out", record.topic(), record.partition(), record.offset());
            meters.mailReport("unreadable");
            return;
        }
        if (desk.apply(report.get()) == ReportDesk.Applied.NOT_YET) {
            throw new NotYetException(report.get().event().eventKey());
        }
    }

    /** Tells the container to come again with the same record. */
    static final class NotYetException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotYetException(String eventKey) {
            super("event " + eventKey + ": the report can not be applied yet");
        }
    }
}

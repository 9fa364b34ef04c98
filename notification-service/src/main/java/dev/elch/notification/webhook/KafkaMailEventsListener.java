package dev.elch.notification.webhook;

import dev.elch.notification.meters.DeliveryMeters;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.MessageListener;

/** Applies queued reports, one after the other; one that cannot be applied yet is tried again before those behind it. */
final class KafkaMailEventsListener implements MessageListener<byte[], byte[]> {

    private static final Logger log = LoggerFactory.getLogger(KafkaMailEventsListener.class);

    private final SendGridReportApplier applier;
    private final DeliveryMeters meters;

    KafkaMailEventsListener(SendGridReportApplier applier, DeliveryMeters meters) {
        this.applier = applier;
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
        if (applier.apply(report.get()) == SendGridReportApplier.Applied.NOT_YET) {
            throw new NotYetException(report.get().event().eventKey());
        }
    }

    /** Makes the container deliver the same record again. */
    static final class NotYetException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotYetException(String eventKey) {
            super("event " + eventKey + ": the report cannot be applied yet");
        }
    }
}

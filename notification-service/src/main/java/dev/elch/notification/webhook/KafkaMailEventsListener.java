package dev.elch.notification.webhook;

import dev.elch.notification.MongoOutages;
import dev.elch.notification.ledger.LedgerUnavailableException;
import dev.elch.notification.meters.DeliveryMeters;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Applies queued reports that our webhook signed, a batch at a time: those about one mail one after the other, those about different mails side by
 * side. What cannot be applied yet is tried again, and what was applied before it is only found to be noted then.
 */
final class KafkaMailEventsListener implements BatchMessageListener<byte[], byte[]> {

    private static final Logger log = LoggerFactory.getLogger(KafkaMailEventsListener.class);

    private final SendGridReportApplier applier;
    private final ReportSignatures signatures;
    private final DeliveryMeters meters;
    private final Executor workers;
    private final Clock clock;
    private final int tries;

    /** How often a record failed in an unforeseen way; of the poll thread alone. */
    private final Map<String, Integer> failures = new HashMap<>();

    /**
     * @param workers apply reports about different mails at the same time
     * @param tries after so many unforeseen failures a report is left out, so that those behind it go on
     */
    KafkaMailEventsListener(
            SendGridReportApplier applier,
            ReportSignatures signatures,
            DeliveryMeters meters,
            Executor workers,
            Clock clock,
            int tries) {
        this.applier = applier;
        this.signatures = signatures;
        this.meters = meters;
        this.workers = workers;
        this.clock = clock;
        this.tries = tries;
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Entry> entries = new ArrayList<>();
        for (int index = 0; index < records.size(); index++) {
            entries.add(new Entry(index, records.get(index)));
        }
        Map<String, List<Entry>> byEvent = new LinkedHashMap<>();
        entries.forEach(entry -> entry.read()
                .ifPresent(report -> byEvent.computeIfAbsent(report.event().eventKey(), key -> new ArrayList<>())
                        .add(entry)));
        CompletableFuture.allOf(byEvent.values().stream()
                        .map(ofOneMail -> CompletableFuture.runAsync(() -> ofOneMail.forEach(Entry::apply), workers))
                        .toArray(CompletableFuture[]::new))
                .join();
        entries.stream().filter(this::isToBeTriedAgain).findFirst().ifPresent(entry -> {
            throw new BatchListenerFailedException(entry.place() + ": the report cannot be applied yet", entry.index);
        });
        failures.clear();
    }

    private boolean isToBeTriedAgain(Entry entry) {
        RuntimeException failure = entry.failure;
        if (failure == null) {
            return entry.isNotYet;
        }
        int failed = failures.merge(entry.place(), 1, Integer::sum);
        if (failed < tries) {
            log.warn("{}: the report failed in an unforeseen way, try {} of {}", entry.place(), failed, tries, failure);
            return true;
        }
        if (failed == tries) {
            log.error("{}: the report failed {} times and is left out", entry.place(), tries, failure);
            meters.mailReport("failed");
        }
        return false;
    }

    /** One record and what came of it. */
    private final class Entry {

        private final int index;
        private final ConsumerRecord<byte[], byte[]> record;
        private Optional<ReportedMail> report = Optional.empty();
        private boolean isNotYet;
        private @Nullable RuntimeException failure;

        Entry(int index, ConsumerRecord<byte[], byte[]> record) {
            this.index = index;
            this.record = record;
        }

        Optional<ReportedMail> read() {
            if (record.value() == null || !isSigned()) {
                log.warn("{} is not signed by our webhook and is left out", place());
                meters.mailReport("unsigned");
                return Optional.empty();
            }
            report = ReportedMail.read(record.value(), clock.instant());
            if (report.isEmpty()) {
                log.warn("{} is no report and is left out", place());
                meters.mailReport("unreadable");
            }
            return report;
        }

        private boolean isSigned() {
            Header header = record.headers().lastHeader(ReportSignatures.HEADER);
            byte[] signature = header == null ? null : header.value();
            return signature != null
                    && signatures.isOurs(new String(signature, StandardCharsets.UTF_8), record.key(), record.value());
        }

        void apply() {
            try {
                isNotYet = applier.apply(report.orElseThrow()) == SendGridReportApplier.Applied.NOT_YET;
            } catch (LedgerUnavailableException e) {
                isNotYet = true;
            } catch (RuntimeException e) {
                isNotYet = MongoOutages.isOne(e);
                failure = isNotYet ? null : e;
            }
        }

        String place() {
            return record.topic() + "-" + record.partition() + "-" + record.offset();
        }
    }
}

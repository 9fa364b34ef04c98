package dev.elch.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.notification.ledger.LedgerEntry;
import dev.elch.notification.ledger.MailReport;
import dev.elch.notification.ledger.MailReports;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.suppression.InMemorySuppressedAddresses;
import dev.elch.testkit.time.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.BatchListenerFailedException;

class KafkaMailEventsListenerTest {

    private static final int TRIES = 3;
    private static final ReportSignatures SIGNATURES = new ReportSignatures(
            Map.of("k1", "thirty-two bytes that are secret".getBytes(StandardCharsets.UTF_8)), "k1");

    private final SettableClock clock = SettableClock.at("2026-03-01T10:00:00Z");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Noted noted = new Noted();
    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final KafkaMailEventsListener listener = new KafkaMailEventsListener(
            new SendGridReportApplier(
                    noted,
                    new InMemorySuppressedAddresses(),
                    key -> false,
                    settled -> true,
                    new DeliveryMeters(registry),
                    clock),
            SIGNATURES,
            new DeliveryMeters(registry),
            workers,
            clock,
            TRIES);
    private int offset;

    @AfterEach
    void stop() {
        workers.shutdownNow();
    }

    @Test
    void applies_reports_about_one_mail_in_their_order() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int mail = 0; mail < 20; mail++) {
            for (String event : List.of("processed", "deferred", "delivered")) {
                records.add(report("key-" + mail, event));
            }
        }

        listener.onMessage(records);

        assertThat(noted.words)
                .hasSize(20)
                .allSatisfy((key, words) -> assertThat(words).containsExactly("processed", "deferred", "delivered"));
    }

    @Test
    void tries_again_from_the_first_report_that_cannot_be_applied_yet() {
        noted.held.add("key-2");
        List<ConsumerRecord<byte[], byte[]>> records =
                List.of(report("key-1", "delivered"), report("key-2", "delivered"), report("key-3", "delivered"));

        assertThatThrownBy(() -> listener.onMessage(records))
                .isInstanceOfSatisfying(
                        BatchListenerFailedException.class,
                        failed -> assertThat(failed.getIndex()).isEqualTo(1));

        assertThat(noted.words).containsOnlyKeys("key-1", "key-3");
        noted.held.clear();
        listener.onMessage(records.subList(1, 3));
        assertThat(noted.words).containsOnlyKeys("key-1", "key-2", "key-3");
    }

    @Test
    void leaves_a_report_out_that_fails_in_an_unforeseen_way_again_and_again() {
        noted.broken.add("key-1");
        List<ConsumerRecord<byte[], byte[]>> records =
                List.of(report("key-1", "delivered"), report("key-2", "delivered"));

        for (int failed = 1; failed < TRIES; failed++) {
            assertThatThrownBy(() -> listener.onMessage(records)).isInstanceOf(BatchListenerFailedException.class);
        }
        listener.onMessage(records);

        assertThat(noted.words).containsOnlyKeys("key-2");
        assertThat(counted("failed")).isEqualTo(1);
    }

    @Test
    void leaves_out_what_is_no_report() {
        listener.onMessage(List.of(
                record("key-1", "{"), record("key-1", "null"), record("key-1", "[]"), report("key-1", "delivered")));

        assertThat(noted.words).containsOnlyKeys("key-1");
        assertThat(counted("unreadable")).isEqualTo(3);
    }

    @Test
    void leaves_out_what_the_webhook_did_not_sign() {
        ConsumerRecord<byte[], byte[]> unsigned = report("key-1", "bounce");
        unsigned.headers().remove(ReportSignatures.HEADER);
        ConsumerRecord<byte[], byte[]> signedForAnother = report("key-2", "bounce");
        signedForAnother
                .headers()
                .remove(ReportSignatures.HEADER)
                .add(report("key-3", "bounce").headers().lastHeader(ReportSignatures.HEADER));
        ConsumerRecord<byte[], byte[]> nothing = new ConsumerRecord<>("mail-events", 0, offset++, null, null);

        listener.onMessage(List.of(unsigned, signedForAnother, nothing, report("key-4", "bounce")));

        assertThat(noted.words).containsOnlyKeys("key-4");
        assertThat(counted("unsigned")).isEqualTo(3);
    }

    private ConsumerRecord<byte[], byte[]> report(String key, String event) {
        return record(
                key, "{\"event\":\"%s\",\"elch_event_key\":\"%s\",\"timestamp\":1772359200}".formatted(event, key));
    }

    private ConsumerRecord<byte[], byte[]> record(String key, String json) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        byte[] value = json.getBytes(StandardCharsets.UTF_8);
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("mail-events", 0, offset++, keyBytes, value);
        record.headers()
                .add(ReportSignatures.HEADER, SIGNATURES.sign(keyBytes, value).getBytes(StandardCharsets.US_ASCII));
        return record;
    }

    private double counted(String what) {
        return registry.get("elch.mail.reports").tag("what", what).counter().count();
    }

    /** Knows every event, and keeps the words that are noted about each. */
    private static final class Noted implements MailReports {

        private final Map<String, List<String>> words = new HashMap<>();
        private final Map<String, Set<String>> ids = new HashMap<>();
        private final Set<String> held = new HashSet<>();
        private final Set<String> broken = new HashSet<>();

        @Override
        public synchronized Standing standing(String eventKey, List<String> reportIds, Instant now) {
            if (broken.contains(eventKey)) {
                throw new IllegalStateException("unforeseen");
            }
            if (held.contains(eventKey)) {
                return Standing.HELD;
            }
            return ids.getOrDefault(eventKey, Set.of()).containsAll(reportIds) ? Standing.NOTED : Standing.OPEN;
        }

        @Override
        public Optional<LedgerEntry> confirm(String eventKey, String reportId, Instant now) {
            return Optional.empty();
        }

        @Override
        public synchronized void note(String eventKey, MailReport report, Instant now) {
            words.computeIfAbsent(eventKey, key -> new ArrayList<>()).add(report.word());
            ids.computeIfAbsent(eventKey, key -> new HashSet<>()).addAll(report.ids());
        }
    }
}

package dev.elch.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.EventTimes;
import dev.elch.notification.delivery.Suppression;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.json.JsonMapper;

/** What holds for every call of SendGrid's event webhook, however odd. */
class SendGridReportsPropertyTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> FIELDS = List.of(
            "event",
            "elch_event_key",
            "sg_event_id",
            "sg_message_id",
            "timestamp",
            "type",
            "reason",
            "response",
            "status",
            "email",
            "bounce_classification",
            "useragent");

    @Property
    void any_bytes_are_a_batch_or_no_list(@ForAll byte[] body) {
        assertIsReadOrRefused(body);
    }

    @Property
    void any_text_in_a_list_takes_nothing_from_what_can_be_read(@ForAll String text) {
        assertIsReadOrRefused(("[" + text + "]").getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void every_entry_is_ours_or_ignored_whatever_its_fields_hold(@ForAll("reports") List<Map<String, Object>> reports) {
        ReportedMail.Batch batch = ReportedMail.readAll(bytes(reports), NOW);

        assertThat(batch.unreadable()).isZero();
        assertThat(batch.ours().size() + batch.ignored()).isEqualTo(reports.size());
    }

    @Property
    void a_report_keeps_its_meaning_in_the_queue_and_its_id_under_another_sg_event_id(
            @ForAll("reports") List<Map<String, Object>> reports) {
        for (ReportedMail report : ReportedMail.readAll(bytes(reports), NOW).ours()) {
            byte[] queued = report.json().getBytes(StandardCharsets.UTF_8);

            assertThat(ReportedMail.read(queued, NOW).map(ReportedMail::event)).contains(report.event());
        }
        for (Map<String, Object> report : reports) {
            report.put("sg_event_id", "one");
            List<ReportedMail> one =
                    ReportedMail.readAll(bytes(List.of(report)), NOW).ours();
            report.put("sg_event_id", "another");
            List<ReportedMail> another =
                    ReportedMail.readAll(bytes(List.of(report)), NOW).ours();

            assertThat(another)
                    .extracting(read -> read.event().id())
                    .isEqualTo(one.stream().map(read -> read.event().id()).toList());
        }
    }

    @Property
    void a_report_says_nothing_that_cannot_be_true_or_shown(@ForAll("reports") List<Map<String, Object>> reports) {
        for (ReportedMail report : ReportedMail.readAll(bytes(reports), NOW).ours()) {
            SendGridEvent event = report.event();

            assertThat(event.at().flatMap(at -> EventTimes.fault(at, NOW))).isEmpty();
            assertThat(event.reason().chars().filter(Character::isISOControl).boxed())
                    .isEmpty();
            assertThat(event.suppression() == Suppression.NONE)
                    .isEqualTo(event.kind().isEmpty());
            assertThat(event.isComplaint()).isEqualTo(event.state().isEmpty());
        }
    }

    @Provide
    Arbitrary<List<Map<String, Object>>> reports() {
        Arbitrary<Object> oddities = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40).map(text -> text),
                Arbitraries.longs().map(number -> number),
                Arbitraries.doubles().map(number -> number),
                Arbitraries.of(true, false).map(flag -> flag),
                Arbitraries.of(List.of(), Map.of(), List.of(1, "two")));
        Arbitrary<Object> usual = Arbitraries.of(
                "processed",
                "deferred",
                "delivered",
                "bounce",
                "blocked",
                "dropped",
                "spamreport",
                "open",
                "Bounced Address",
                "Invalid SMTPAPI header",
                "552 5.2.2 mailbox full",
                "bold@example.com",
                "Reputation",
                1_772_359_200L);
        Arbitrary<Object> values =
                Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(3, usual), net.jqwik.api.Tuple.of(1, oddities));
        Arbitrary<Map<String, Object>> report = Arbitraries.maps(Arbitraries.of(FIELDS), values)
                .flatMap(fields -> Arbitraries.of("processed", "delivered", "bounce", "dropped", "spamreport")
                        .map(event -> {
                            fields.put("elch_event_key", "key-1");
                            fields.putIfAbsent("event", event);
                            return fields;
                        }));
        return report.list().ofMaxSize(5);
    }

    private static void assertIsReadOrRefused(byte[] body) {
        try {
            ReportedMail.Batch batch = ReportedMail.readAll(body, NOW);
            assertThat(batch.unreadable()).isZero();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("the body of the webhook is not");
        }
    }

    private static byte[] bytes(List<Map<String, Object>> reports) {
        return JSON.writeValueAsBytes(reports);
    }
}

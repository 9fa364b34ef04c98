package dev.elch.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryState;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.ledger.Claim;
import dev.elch.notification.ledger.ClaimRequest;
import dev.elch.notification.ledger.ClaimResult;
import dev.elch.notification.ledger.ClaimRules;
import dev.elch.notification.ledger.InMemoryDeliveryLedger;
import dev.elch.notification.ledger.JournalEntry;
import dev.elch.notification.ledger.LedgerEntry;
import dev.elch.notification.ledger.Verdict;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.settled.Settled;
import dev.elch.notification.suppression.InMemorySuppressedAddresses;
import dev.elch.testkit.time.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SendGridReportApplierTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T10:00:00Z");
    private final InMemoryDeliveryLedger ledger =
            new InMemoryDeliveryLedger(new ClaimRules("a", Duration.ofSeconds(60), Duration.ofDays(40)));
    private final InMemorySuppressedAddresses suppressed = new InMemorySuppressedAddresses();
    private final List<Settled> announced = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Set<String> digests = new HashSet<>();
    private boolean brokerAnswers = true;
    private final SendGridReportApplier applier = new SendGridReportApplier(
            ledger, suppressed, digests::contains, this::announce, new DeliveryMeters(registry), clock);

    @Test
    void a_processed_report_settles_a_mail_whose_answer_was_lost_and_announces_it_once() {
        unknown();

        assertThat(apply("processed")).isEqualTo(SendGridReportApplier.Applied.DONE);
        assertThat(apply("processed")).isEqualTo(SendGridReportApplier.Applied.REPEATED);
        assertThat(apply("delivered")).isEqualTo(SendGridReportApplier.Applied.DONE);

        assertThat(entry().state()).isEqualTo(DeliveryState.SENT);
        assertThat(announced).singleElement().satisfies(end -> {
            assertThat(end.outcome()).isEqualTo(DeliveryState.SENT);
            assertThat(end.provider()).isEqualTo("sendgrid");
            assertThat(end.userId()).isEqualTo("github:1");
        });
    }

    @Test
    void an_end_that_can_not_be_announced_is_announced_when_the_report_comes_again() {
        unknown();
        brokerAnswers = false;
        assertThat(apply("processed")).isEqualTo(SendGridReportApplier.Applied.NOT_YET);

        brokerAnswers = true;

        assertThat(apply("processed")).isEqualTo(SendGridReportApplier.Applied.DONE);
        assertThat(announced).hasSize(1);
    }

    @Test
    void a_mail_that_is_known_to_be_sent_is_not_announced_again() {
        sent();

        assertThat(apply("processed")).isEqualTo(SendGridReportApplier.Applied.DONE);

        assertThat(announced).isEmpty();
        assertThat(ledger.mailState("key")).isEqualTo("processed");
    }

    @Test
    void a_report_waits_until_the_attempt_is_over() {
        Claim claim = sending();
        assertThat(apply("processed")).isEqualTo(SendGridReportApplier.Applied.NOT_YET);

        settle(claim, Verdict.unknown(2, clock.instant().plusSeconds(30), "sendgrid", Reason.of("answer_lost", "")));

        assertThat(apply("processed")).isEqualTo(SendGridReportApplier.Applied.DONE);
        assertThat(entry().state()).isEqualTo(DeliveryState.SENT);
    }

    @Test
    void a_bounce_is_noted_and_its_address_gets_no_further_mail() {
        sent();

        apply("bounce\",\"type\":\"bounce\",\"reason\":\"550 no such user");

        assertThat(ledger.mailState("key")).isEqualTo("bounced");
        assertThat(entry().state()).isEqualTo(DeliveryState.SENT);
        assertThat(suppressed.find("bold@example.com", clock.instant()))
                .hasValueSatisfying(why -> assertThat(why.kind()).isEqualTo("bad_address"));
        assertThat(entry().journal())
                .last()
                .satisfies(noted -> assertThat(noted.reason().text()).contains("no such user"));
    }

    @Test
    void a_complaint_keeps_the_address_away_too_and_leaves_the_state_as_it_is() {
        sent();
        apply("delivered");

        apply("spamreport");

        assertThat(ledger.mailState("key")).isEqualTo("delivered");
        assertThat(suppressed.find("bold@example.com", clock.instant()))
                .hasValueSatisfying(why -> assertThat(why.kind()).isEqualTo("spam_report"));
    }

    @Test
    void a_blocked_mail_says_nothing_against_its_address() {
        sent();

        apply("bounce\",\"type\":\"blocked");

        assertThat(ledger.mailState("key")).isEqualTo("blocked");
        assertThat(suppressed.covers("bold@example.com", clock.instant())).isFalse();
    }

    /** cases.md, row 5. */
    @Test
    void the_bounce_of_an_event_that_is_not_known_suppresses_no_address() {
        assertThat(apply("bounce\",\"type\":\"bounce")).isEqualTo(SendGridReportApplier.Applied.UNKNOWN_EVENT);

        assertThat(suppressed.covers("bold@example.com", clock.instant())).isFalse();
        assertThat(counted("unknown_event")).isEqualTo(1);
    }

    @Test
    void the_bounce_of_a_digest_counts_for_its_address() {
        digests.add("key");

        assertThat(apply("bounce\",\"type\":\"bounce")).isEqualTo(SendGridReportApplier.Applied.DONE);

        assertThat(suppressed.covers("bold@example.com", clock.instant())).isTrue();
    }

    /** cases.md, row 15. */
    @Test
    void a_mail_dropped_for_a_reason_that_is_ours_says_nothing_against_its_address() {
        sent();

        apply("dropped\",\"reason\":\"Invalid SMTPAPI header");

        assertThat(ledger.mailState("key")).isEqualTo("dropped_by_provider");
        assertThat(suppressed.covers("bold@example.com", clock.instant())).isFalse();
    }

    /** cases.md, row 16. */
    @Test
    void the_same_report_with_another_id_is_noted_once() {
        sent();
        assertThat(apply("delivered")).isEqualTo(SendGridReportApplier.Applied.DONE);
        assertThat(apply("delivered\",\"sg_event_id\":\"another")).isEqualTo(SendGridReportApplier.Applied.REPEATED);
        assertThat(entry().journal()).hasSize(2);
    }

    /** cases.md, row 4. */
    @Test
    void a_report_with_an_absurd_time_is_applied_and_counted() {
        sent();

        assertThat(applyJson("{\"event\":\"delivered\",\"elch_event_key\":\"key\",\"timestamp\":9223372036854775807}"))
                .isEqualTo(SendGridReportApplier.Applied.DONE);

        assertThat(ledger.mailState("key")).isEqualTo("delivered");
        assertThat(counted("bad_time")).isEqualTo(1);
    }

    @Test
    void a_full_mailbox_gets_mail_again_after_a_day() {
        sent();

        apply("bounce\",\"type\":\"bounce\",\"reason\":\"552 5.2.2 mailbox full");

        assertThat(suppressed.find("bold@example.com", clock.instant()))
                .hasValueSatisfying(why -> assertThat(why.kind()).isEqualTo("mailbox_full"));
        clock.advance(Duration.ofHours(25));
        assertThat(suppressed.covers("bold@example.com", clock.instant())).isFalse();
    }

    @Test
    void a_complaint_alone_leaves_a_lost_answer_unknown_and_keeps_a_second_mail_from_its_address() {
        unknown();

        assertThat(apply("spamreport")).isEqualTo(SendGridReportApplier.Applied.DONE);

        assertThat(entry().state()).isEqualTo(DeliveryState.UNKNOWN);
        assertThat(announced).isEmpty();
        assertThat(suppressed.covers("bold@example.com", clock.instant())).isTrue();
    }

    @Test
    void a_state_that_is_reported_after_a_complaint_still_proves_the_mail() {
        unknown();

        apply("spamreport");
        apply("delivered");

        assertThat(entry().state()).isEqualTo(DeliveryState.SENT);
        assertThat(announced).hasSize(1);
    }

    @Test
    void a_lost_answer_that_a_report_proves_counts_one_attempt() {
        unknown();

        apply("delivered");

        assertThat(entry().attempt()).isEqualTo(1);
        assertThat(announced)
                .singleElement()
                .satisfies(end -> assertThat(end.attempt()).isEqualTo(1));
    }

    @Test
    void reports_in_any_order_and_any_number_come_to_the_same() {
        for (int seed = 0; seed < 50; seed++) {
            SendGridReportApplierTest fresh = new SendGridReportApplierTest();
            fresh.unknown();
            List<String> reports = new ArrayList<>(
                    List.of("processed", "deferred", "delivered", "bounce", "spamreport", "processed", "delivered"));
            Collections.shuffle(reports, new Random(seed));

            reports.forEach(fresh::apply);

            assertThat(fresh.ledger.mailState("key")).as("seed %s", seed).isEqualTo("bounced");
            assertThat(fresh.entry().state()).isEqualTo(DeliveryState.SENT);
            assertThat(fresh.announced).hasSize(1);
            assertThat(fresh.entry().journal()).hasSize(6);
        }
    }

    private SendGridReportApplier.Applied apply(String event) {
        String id = event.substring(0, Math.min(event.length(), 6)) + (event.contains("blocked") ? "-b" : "");
        return applyJson(
                "{\"sg_event_id\":\"%s\",\"event\":\"%s\",\"elch_event_key\":\"key\",\"email\":\"bold@example.com\",\"timestamp\":1772359200}"
                        .formatted(id, event));
    }

    private SendGridReportApplier.Applied applyJson(String json) {
        return applier.apply(ReportedMail.read(json.getBytes(StandardCharsets.UTF_8), clock.instant())
                .orElseThrow());
    }

    private double counted(String what) {
        return registry.get("elch.mail.reports").tag("what", what).counter().count();
    }

    private boolean announce(Settled end) {
        if (brokerAnswers) {
            announced.add(end);
        }
        return brokerAnswers;
    }

    private void unknown() {
        settle(
                sending(),
                Verdict.unknown(2, clock.instant().plusSeconds(30), "sendgrid", Reason.of("answer_lost", "")));
    }

    private void sent() {
        Claim claim = sending();
        settle(claim, Verdict.sent(claim, "sendgrid", "id-1"));
    }

    private Claim sending() {
        ClaimResult result = ledger.claim(
                new ClaimRequest("key", "github:1", 0, 1, "hash", "b***@example.mn", false, "t-0-1", 0),
                clock.instant());
        Claim claim = ((ClaimResult.Claimed) result).claim();
        assertThat(ledger.handOver(claim, "sendgrid", clock.instant())).isTrue();
        return claim;
    }

    private void settle(Claim claim, Verdict verdict) {
        JournalEntry attempt = new JournalEntry(
                clock.instant(), 0, 1, "sendgrid", "accepted", Reason.of("accepted", ""), Duration.ZERO);
        assertThat(ledger.settle(claim, verdict, attempt, clock.instant())).isTrue();
    }

    private LedgerEntry entry() {
        return ledger.find("key", clock.instant()).orElseThrow();
    }
}

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
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SendGridReportApplierTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T10:00:00Z");
    private final InMemoryDeliveryLedger ledger =
            new InMemoryDeliveryLedger(new ClaimRules("a", Duration.ofSeconds(60), Duration.ofDays(40)));
    private final InMemorySuppressedAddresses suppressed = new InMemorySuppressedAddresses();
    private final List<Settled> announced = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private boolean brokerAnswers = true;
    private final SendGridReportApplier applier =
            new SendGridReportApplier(ledger, suppressed, this::announce, new DeliveryMeters(registry), clock);

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

    @Test
    void the_bounce_of_a_mail_that_the_ledger_does_not_know_counts_for_its_address() {
        assertThat(apply("bounce\",\"type\":\"bounce")).isEqualTo(SendGridReportApplier.Applied.UNKNOWN_EVENT);

        assertThat(suppressed.covers("bold@example.com", clock.instant())).isTrue();
        assertThat(registry.get("elch.mail.reports")
                        .tag("what", "unknown_event")
                        .counter()
                        .count())
                .isEqualTo(1);
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
        String json =
                "{\"sg_event_id\":\"%s\",\"event\":\"%s\",\"elch_event_key\":\"key\",\"email\":\"bold@example.com\",\"timestamp\":1}"
                        .formatted(id, event);
        return applier.apply(
                ReportedMail.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow());
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

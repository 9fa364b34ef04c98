package dev.elch.notification.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryState;
import dev.elch.notification.delivery.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What reports of providers have to do to a ledger, whatever keeps it. */
abstract class MailReportsContract {

    static final Duration LEASE = Duration.ofSeconds(60);
    static final Duration WINDOW = Duration.ofDays(40);

    final Instant now = Instant.parse("2026-03-01T10:00:00Z");
    final String key = "event-" + java.util.UUID.randomUUID();

    abstract DeliveryLedger ledger();

    abstract MailReports reports();

    abstract String mailState();

    @Test
    void a_report_about_nothing_of_ours_changes_nothing() {
        assertThat(standing("r1")).isEqualTo(MailReports.Standing.UNKNOWN_EVENT);
        assertThat(reports().confirm(key, "r1", now)).isEmpty();
        reports().note(key, report("r1", "delivered", true), now);
        assertThat(ledger().find(key, now)).isEmpty();
    }

    @Test
    void proves_that_a_mail_was_taken_of_which_nobody_knew() {
        unknown();

        LedgerEntry settled = reports().confirm(key, "r1", now.plusSeconds(3)).orElseThrow();

        assertThat(settled.state()).isEqualTo(DeliveryState.SENT);
        assertThat(settled.attempt()).isEqualTo(1);
        assertThat(settled.settledAt()).isEqualTo(now.plusSeconds(3));
        assertThat(settled.dueAt()).isNull();
        assertThat(settled.reason()).isNull();
        assertThat(ledger().claim(request(2, "r-0-7"), now.plusSeconds(30)))
                .isInstanceOf(ClaimResult.AlreadyHandled.class);
    }

    @Test
    void tells_the_report_that_settled_an_event_from_those_that_follow() {
        unknown();
        assertThat(reports().confirm(key, "r1", now)).isPresent();

        assertThat(reports().confirm(key, "r1", now)).isPresent();
        assertThat(reports().confirm(key, "r2", now)).isEmpty();
    }

    @Test
    void leaves_an_event_alone_whose_outcome_is_known() {
        Claim claim = sending();
        settle(claim, Verdict.sent(claim, "sendgrid", "id-1"));

        assertThat(reports().confirm(key, "r1", now)).isEmpty();
        assertThat(ledger().find(key, now).orElseThrow().receipt()).isEqualTo("id-1");
    }

    @Test
    void leaves_an_event_alone_that_waits_and_was_never_in_doubt() {
        Claim claim = sending();
        settle(claim, Verdict.waiting(2, now.plusSeconds(1), "sendgrid", Reason.of("rate_limited", "")));

        assertThat(reports().confirm(key, "r1", now)).isEmpty();
    }

    @Test
    void waits_for_whoever_is_sending_and_speaks_for_him_when_he_is_gone() {
        Claim lost = sending();

        assertThat(standing("r1")).isEqualTo(MailReports.Standing.HELD);
        assertThat(reports().confirm(key, "r1", now)).isEmpty();
        assertThat(reports().standing(key, List.of("r1"), now.plus(LEASE))).isEqualTo(MailReports.Standing.OPEN);
        assertThat(reports().confirm(key, "r1", now.plus(LEASE))).isPresent();
        assertThat(ledger().settle(lost, Verdict.dead(lost, "sendgrid", Reason.of("refused", "")), attempt(), now))
                .isFalse();
    }

    @Test
    void leaves_an_event_alone_that_is_condemned_because_its_letter_may_be_out() {
        Claim condemned = sending();
        assertThat(ledger().noteFailure(condemned, DeliveryLedgerContract.MAYBE_OUT))
                .isTrue();

        assertThat(reports().confirm(key, "r1", now.plus(LEASE))).isEmpty();
        assertThat(ledger().find(key, now).orElseThrow().state()).isEqualTo(DeliveryState.SENDING);
    }

    @Test
    void notes_each_report_once() {
        Claim claim = sending();
        settle(claim, Verdict.sent(claim, "sendgrid", "id-1"));

        reports().note(key, report("r1", "delivered", true), now);
        reports().note(key, report("r1", "delivered", true), now);

        assertThat(standing("r1")).isEqualTo(MailReports.Standing.NOTED);
        assertThat(standing("also-r1")).isEqualTo(MailReports.Standing.NOTED);
        assertThat(standing("r2")).isEqualTo(MailReports.Standing.OPEN);
        assertThat(ledger().find(key, now).orElseThrow().journal())
                .extracting(JournalEntry::outcome)
                .containsExactly("accepted", "delivered");
    }

    @Test
    void moves_the_state_of_a_mail_forward_only() {
        Claim claim = sending();
        settle(claim, Verdict.sent(claim, "sendgrid", "id-1"));

        reports().note(key, report("r2", "delivered", true, "processed"), now);
        reports().note(key, report("r1", "processed", true), now);
        assertThat(mailState()).isEqualTo("delivered");

        reports().note(key, report("r3", "bounced", true, "processed", "delivered"), now);
        reports().note(key, report("r4", "complaint", false), now);
        assertThat(mailState()).isEqualTo("bounced");
    }

    private void unknown() {
        Claim claim = sending();
        settle(claim, Verdict.unknown(2, now.plusSeconds(30), "sendgrid", Reason.of("answer_lost", "")));
    }

    private Claim sending() {
        Claim claim = DeliveryLedgerContract.claimed(ledger().claim(request(1, "t-0-1"), now));
        assertThat(ledger().handOver(claim, "sendgrid", now)).isTrue();
        return claim;
    }

    private void settle(Claim claim, Verdict verdict) {
        assertThat(ledger().settle(claim, verdict, attempt(), now)).isTrue();
    }

    private JournalEntry attempt() {
        return new JournalEntry(now, 0, 1, "sendgrid", "accepted", Reason.of("accepted", ""), Duration.ofMillis(12));
    }

    private MailReports.Standing standing(String reportId) {
        return reports().standing(key, List.of(reportId), now);
    }

    private ClaimRequest request(int attempt, String place) {
        return new ClaimRequest(key, "github:1", 0, attempt, "hash", "b***@example.mn", false, place, 0);
    }

    private static MailReport report(String id, String word, boolean isState, String... overrides) {
        return new MailReport(List.of(id, "also-" + id), "sendgrid", word, isState, Set.of(overrides), false, "");
    }
}

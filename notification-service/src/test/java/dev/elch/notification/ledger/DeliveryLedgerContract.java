package dev.elch.notification.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryState;
import dev.elch.notification.delivery.Progress;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every ledger has to do, whatever keeps it. */
abstract class DeliveryLedgerContract {

    static final Duration LEASE = Duration.ofSeconds(60);
    static final Duration WINDOW = Duration.ofDays(40);
    static final FinalFailure REFUSED = new FinalFailure(
            "smtp",
            "rejected",
            new Reason("bad_address", "550 5.1.1", "no such user"),
            Suppression.UNTIL_LIFTED,
            Duration.ofMillis(12),
            false);
    static final FinalFailure MAYBE_OUT = new FinalFailure(
            "smtp",
            "ambiguous",
            Reason.of("unknown", "it may have been accepted"),
            Suppression.NONE,
            Duration.ZERO,
            true);

    final Instant now = Instant.parse("2026-03-01T10:00:00Z");
    final String key = "event-" + java.util.UUID.randomUUID();

    /** The ledger as seen by a process called {@code owner}. */
    abstract DeliveryLedger ledger(String owner);

    @Test
    void gives_a_new_event_to_the_first_who_asks() {
        Claim claim = claimed(ledger("a").claim(first("t-0-1"), now));

        assertThat(claim.fence()).isEqualTo(1);
        assertThat(claim.firstAttemptAt()).isEqualTo(now);
        assertThat(entry().state()).isEqualTo(DeliveryState.CLAIMED);
    }

    @Test
    void believes_the_provider_about_a_mail_whose_answer_was_lost_and_about_no_other() {
        Claim claim = claimed(ledger("a").claim(first("t-0-1"), now));
        Verdict sent = Verdict.sent(claim, "sendgrid", "q9");
        assertThat(ledger("hook").resolve(key, sent, attempt(1, "accepted"), now))
                .isFalse();
        Verdict unknown = Verdict.unknown(2, now.plusSeconds(30), "sendgrid", Reason.of("answer_lost", ""));
        assertThat(ledger("a").settle(claim, unknown, attempt(1, "ambiguous"), now))
                .isTrue();

        assertThat(ledger("hook").resolve(key, sent, attempt(1, "accepted"), now))
                .isTrue();

        assertThat(entry().state()).isEqualTo(DeliveryState.SENT);
        assertThat(ledger("b").claim(request(0, 2, "hash", "r-0-7"), now.plusSeconds(30)))
                .isInstanceOf(ClaimResult.AlreadyHandled.class);
    }

    @Test
    void drops_a_copy_while_the_original_is_worked_on() {
        claimed(ledger("a").claim(first("t-0-1"), now));

        assertThat(ledger("b").claim(first("t-0-2"), now)).isInstanceOf(ClaimResult.AlreadyHandled.class);
    }

    @Test
    void lets_nobody_touch_a_record_whose_holder_may_be_alive() {
        claimed(ledger("a").claim(first("t-0-1"), now));

        assertThat(ledger("b").claim(first("t-0-1"), now.plusSeconds(59)))
                .isEqualTo(new ClaimResult.HeldByAnother(now.plus(LEASE)));
    }

    @Test
    void hands_a_claim_on_when_its_lease_is_over() {
        Claim lost = claimed(ledger("a").claim(first("t-0-1"), now));

        Claim taken = claimed(ledger("b").claim(first("t-0-1"), now.plus(LEASE)));

        assertThat(taken.fence()).isEqualTo(2);
        assertThat(taken.unknowns()).isZero();
        assertThat(ledger("a").handOver(lost, "smtp", now.plus(LEASE))).isFalse();
    }

    @Test
    void gives_its_own_unfinished_record_back_to_a_process_at_once() {
        claimed(ledger("a").claim(first("t-0-1"), now));

        assertThat(claimed(ledger("a").claim(first("t-0-1"), now)).fence()).isEqualTo(2);
    }

    @Test
    void remembers_that_a_mail_may_be_out_when_its_sender_was_lost() {
        Claim lost = claimed(ledger("a").claim(first("t-0-1"), now));
        assertThat(ledger("a").handOver(lost, "smtp", now)).isTrue();

        Claim taken = claimed(ledger("b").claim(first("t-0-1"), now.plus(LEASE)));

        assertThat(taken.unknowns()).isEqualTo(1);
        assertThat(entry().journal()).extracting(JournalEntry::outcome).containsExactly("unknown");
        assertThat(ledger("a").settle(lost, Verdict.sent(lost, "smtp", "q1"), attempt(1, "accepted"), now))
                .isFalse();
    }

    @Test
    void knows_how_far_earlier_work_on_an_event_has_come() {
        Claim first = claimed(ledger("a").claim(first("t-0-1"), now));
        Claim again = claimed(ledger("a").claim(first("t-0-1"), now));
        assertThat(ledger("a").handOver(again, "smtp", now)).isTrue();
        Verdict waiting = Verdict.waiting(2, now.plusSeconds(1), "smtp", Reason.of("greylisted", ""));
        assertThat(ledger("a").settle(again, waiting, attempt(1, "retry"), now)).isTrue();
        Claim retry = claimed(ledger("a").claim(request(0, 2, "hash", "r-0-1"), now.plusSeconds(1)));
        Verdict dead = Verdict.dead(retry, "", Reason.of("message_bug", ""));
        assertThat(ledger("a").settle(retry, dead, attempt(2, "rejected"), now)).isTrue();
        Claim replay = claimed(ledger("a").claim(request(1, 1, "hash", "p-0-1"), now.plusSeconds(2)));

        assertThat(List.of(first, again, retry, replay))
                .extracting(Claim::before)
                .containsExactly(Progress.NONE, Progress.BEGUN, Progress.HANDED_OVER, Progress.HANDED_OVER);
    }

    @Test
    void sent_is_final() {
        send(first("t-0-1"));

        assertThat(ledger("b").claim(first("t-0-2"), now)).isInstanceOf(ClaimResult.AlreadyHandled.class);
        assertThat(ledger("b").claim(request(1, 1, "hash", "r-0-1"), now))
                .isInstanceOf(ClaimResult.AlreadyHandled.class);
        assertThat(entry().state()).isEqualTo(DeliveryState.SENT);
        assertThat(entry().receipt()).isEqualTo("q1");
        assertThat(entry().settledAt()).isEqualTo(now);
    }

    @Test
    void knows_the_record_that_settled_an_event_when_it_comes_again() {
        send(first("t-0-1"));

        ClaimResult again = ledger("b").claim(first("t-0-1"), now);

        assertThat(again)
                .isInstanceOfSatisfying(
                        ClaimResult.AlreadyHandled.class,
                        handled -> assertThat(handled.bySameRecord()).isTrue());
    }

    @Test
    void settling_twice_is_settling_once() {
        Claim claim = send(first("t-0-1"));

        assertThat(ledger("a").settle(claim, Verdict.sent(claim, "smtp", "q1"), attempt(1, "accepted"), now))
                .isTrue();
        assertThat(entry().journal()).hasSize(1);
    }

    @Test
    void refuses_another_content_under_the_same_key() {
        send(first("t-0-1"));

        assertThat(ledger("b").claim(request(0, 1, "other", "t-0-2"), now)).isInstanceOf(ClaimResult.Conflict.class);
    }

    @Test
    void takes_another_content_in_a_later_round_that_says_it_is_edited_and_in_no_other_case() {
        Claim claim = claimed(ledger("a").claim(first("t-0-1"), now));
        Verdict dead = Verdict.dead(claim, "smtp", Reason.of("bad_address", "no such user"));
        assertThat(ledger("a").settle(claim, dead, attempt(1, "rejected"), now)).isTrue();

        assertThat(ledger("a").claim(request(1, 1, "other", "r-0-1"), now)).isInstanceOf(ClaimResult.Conflict.class);
        assertThat(ledger("a").claim(edited(0, "other", "r-0-1"), now)).isInstanceOf(ClaimResult.Conflict.class);
        assertThat(claimed(ledger("a").claim(edited(1, "other", "r-0-1"), now)).round())
                .isEqualTo(1);
        assertThat(entry().payloadHash()).isEqualTo("other");
        assertThat(ledger("a").claim(edited(1, "third", "r-0-2"), now)).isInstanceOf(ClaimResult.Conflict.class);
    }

    @Test
    void lets_the_next_attempt_pass_and_the_earlier_one_not() {
        wait(first("t-0-1"), 2, now.plusSeconds(1));

        assertThat(ledger("b").claim(first("t-0-1"), now)).isInstanceOf(ClaimResult.AlreadyHandled.class);
        Claim second = claimed(ledger("b").claim(request(0, 2, "hash", "r-0-7"), now.plusSeconds(1)));
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.firstAttemptAt()).isEqualTo(now);
    }

    @Test
    void takes_the_next_attempt_as_proof_that_the_last_one_is_over() {
        Claim unrecorded = claimed(ledger("a").claim(first("t-0-1"), now));

        Claim second = claimed(ledger("b").claim(request(0, 2, "hash", "r-0-7"), now.plusSeconds(1)));

        assertThat(second.unknowns()).isZero();
        assertThat(ledger("a").handOver(unrecorded, "smtp", now)).isFalse();
        assertThat(ledger("b").claim(first("t-0-1"), now.plus(LEASE))).isInstanceOf(ClaimResult.AlreadyHandled.class);
    }

    @Test
    void lets_the_next_attempt_wait_while_the_last_one_may_be_sending_once_more() {
        Claim unrecorded = claimed(ledger("a").claim(first("t-0-1"), now));
        assertThat(ledger("a").handOver(unrecorded, "smtp", now)).isTrue();

        assertThat(ledger("b").claim(request(0, 2, "hash", "r-0-7"), now.plusSeconds(1)))
                .isEqualTo(new ClaimResult.HeldByAnother(now.plus(LEASE)));
        assertThat(ledger("b").claim(request(1, 1, "hash", "p-0-1"), now.plusSeconds(1)))
                .isEqualTo(new ClaimResult.HeldByAnother(now.plus(LEASE)));
        Claim second = claimed(ledger("b").claim(request(0, 2, "hash", "r-0-7"), now.plus(LEASE)));
        assertThat(second.unknowns()).isEqualTo(1);
        assertThat(entry().journal()).extracting(JournalEntry::outcome).containsExactly("unknown");
    }

    @Test
    void keeps_a_stray_next_attempt_from_jumping_a_wait_of_the_provider() {
        wait(first("t-0-1"), 1, now.plusSeconds(300));

        assertThat(ledger("b").claim(request(0, 2, "hash", "r-0-7"), now.plusSeconds(1)))
                .isInstanceOf(ClaimResult.AlreadyHandled.class);
    }

    @Test
    void keeps_a_copy_from_jumping_a_wait_that_uses_no_attempt() {
        wait(first("t-0-1"), 1, now.plusSeconds(300));

        assertThat(ledger("b").claim(first("t-0-2"), now.plusSeconds(1)))
                .isInstanceOf(ClaimResult.AlreadyHandled.class);
        claimed(ledger("b").claim(request(0, 1, "hash", "r-0-7"), now.plusSeconds(300)));
    }

    @Test
    void lets_a_record_that_was_put_back_be_tried_again_at_once() {
        Claim claim = claimed(ledger("a").claim(first("t-0-1"), now));
        Reason down = Reason.of("provider_down", "no answer");
        assertThat(ledger("a").settle(claim, Verdict.putBack(claim, "smtp", down, now), attempt(1, "pause"), now))
                .isTrue();

        assertThat(claimed(ledger("b").claim(first("t-0-1"), now)).attempt()).isEqualTo(1);
    }

    @Test
    void counts_lost_answers() {
        Claim claim = claimed(ledger("a").claim(first("t-0-1"), now));
        assertThat(ledger("a").handOver(claim, "smtp", now)).isTrue();
        Reason lost = Reason.of("answer_lost", "");
        Verdict unknown = Verdict.unknown(2, now.plusSeconds(30), "smtp", lost);
        assertThat(ledger("a").settle(claim, unknown, attempt(1, "ambiguous"), now))
                .isTrue();

        Claim second = claimed(ledger("b").claim(request(0, 2, "hash", "r-0-7"), now.plusSeconds(30)));

        assertThat(second.unknowns()).isEqualTo(1);
    }

    @Test
    void lets_a_dead_event_live_again_in_the_next_round_only() {
        Claim claim = claimed(ledger("a").claim(first("t-0-1"), now));
        Reason bad = Reason.of("bad_address", "no such user");
        assertThat(ledger("a").settle(claim, Verdict.dead(claim, "smtp", bad), attempt(1, "rejected"), now))
                .isTrue();

        assertThat(ledger("b").claim(first("t-0-2"), now)).isInstanceOf(ClaimResult.AlreadyHandled.class);
        Claim replayed = claimed(ledger("b").claim(request(1, 1, "hash", "p-0-1"), now));
        assertThat(replayed.round()).isEqualTo(1);
        assertThat(replayed.unknowns()).isZero();
        assertThat(ledger("b").claim(first("t-0-2"), now)).isInstanceOf(ClaimResult.AlreadyHandled.class);
    }

    @Test
    void forgets_an_event_when_its_window_is_over() {
        send(first("t-0-1"));

        assertThat(ledger("a").find(key, now.plus(WINDOW).minusMillis(1))).isPresent();
        Instant over = now.plus(WINDOW).plus(WINDOW.dividedBy(30));
        assertThat(ledger("a").find(key, over)).isEmpty();
        assertThat(claimed(ledger("b").claim(first("t-0-9"), over)).fence()).isEqualTo(1);
    }

    @Test
    void claims_an_awaited_attempt_and_notes_its_hand_over_in_one_move() {
        Instant due = now.plusSeconds(1);
        wait(first("t-0-1"), 2, due);
        ClaimRequest retry = request(0, 2, "hash", "r-0-7");

        Claim claim = ledger("b").claimToSend(retry, "sendgrid", due).orElseThrow();

        assertThat(claim.fence()).isEqualTo(2);
        assertThat(claim.attempt()).isEqualTo(2);
        assertThat(claim.firstAttemptAt()).isEqualTo(now);
        assertThat(entry().state()).isEqualTo(DeliveryState.SENDING);
        assertThat(entry().provider()).isEqualTo("sendgrid");
        assertThat(entry().leaseUntil()).isEqualTo(due.plus(LEASE));
        assertThat(ledger("c").claimToSend(retry, "sendgrid", due)).isEmpty();
        assertThat(ledger("b").settle(claim, Verdict.sent(claim, "sendgrid", "q2"), attempt(2, "accepted"), due))
                .isTrue();
    }

    @Test
    void what_was_put_back_is_due_at_once_for_a_clock_that_is_behind() {
        Claim claim = claimed(ledger("a").claim(first("t-0-1"), now));
        Verdict putBack = Verdict.putBack(claim, "smtp", Reason.of("bad_key", ""), now);
        assertThat(ledger("a").settle(claim, putBack, attempt(1, "pause"), now)).isTrue();

        assertThat(claimed(ledger("b").claim(first("t-0-1"), now.minusSeconds(1)))
                        .fence())
                .isEqualTo(2);
    }

    @Test
    void takes_back_a_claim_to_send_whose_answer_was_lost_and_no_other() {
        Instant due = now.plusSeconds(1);
        wait(first("t-0-1"), 2, due);
        ClaimRequest retry = request(0, 2, "hash", "r-0-7");
        JournalEntry unsent =
                new JournalEntry(due, 0, 2, "", "unsent", Reason.of("ledger_unavailable", "no answer"), Duration.ZERO);
        ledger("a").takeBack(retry, unsent, due, due);
        assertThat(entry().journal()).hasSize(1);
        assertThat(ledger("a").claimToSend(retry, "smtp", due)).isPresent();

        ledger("b").takeBack(retry, unsent, due, due);
        ledger("a").takeBack(request(0, 2, "hash", "r-0-8"), unsent, due, due);
        ledger("a").takeBack(retry, unsent, due.minusMillis(1), due);
        assertThat(entry().state()).isEqualTo(DeliveryState.SENDING);
        ledger("a").takeBack(retry, unsent, due, due);
        ledger("a").takeBack(retry, unsent, due, due);

        assertThat(entry().state()).isEqualTo(DeliveryState.WAITING);
        assertThat(entry().unknowns()).isZero();
        assertThat(entry().journal()).extracting(JournalEntry::outcome).containsExactly("retry_later", "unsent");
        assertThat(ledger("a").claimToSend(retry, "smtp", due)).isPresent();
    }

    @Test
    void claims_to_send_nothing_that_is_not_awaited_just_so() {
        Instant due = now.plusSeconds(1);
        ClaimRequest retry = request(0, 2, "hash", "r-0-7");
        assertThat(ledger("b").claimToSend(retry, "smtp", due)).isEmpty();
        wait(first("t-0-1"), 2, due);

        assertThat(ledger("b").claimToSend(retry, "smtp", due.minusMillis(1))).isEmpty();
        assertThat(ledger("b").claimToSend(request(0, 3, "hash", "r-0-7"), "smtp", due))
                .isEmpty();
        assertThat(ledger("b").claimToSend(request(1, 2, "hash", "r-0-7"), "smtp", due))
                .isEmpty();
        assertThat(ledger("b").claimToSend(request(0, 2, "other", "r-0-7"), "smtp", due))
                .isEmpty();
        assertThat(ledger("b").claimToSend(request(0, 2, "hash", "t-0-1"), "smtp", due))
                .isEmpty();
        assertThat(entry().state()).isEqualTo(DeliveryState.WAITING);
    }

    @Test
    void claims_to_send_nothing_of_which_a_mail_may_be_out_or_none_was_ever_handed_over() {
        Instant due = now.plusSeconds(1);
        Claim lost = claimed(ledger("a").claim(first("t-0-1"), now));
        Verdict waiting = Verdict.waiting(2, due, "", Reason.of("greylisted", ""));
        assertThat(ledger("a").settle(lost, waiting, attempt(1, "retry_later"), now))
                .isTrue();
        assertThat(ledger("b").claimToSend(request(0, 2, "hash", "r-0-7"), "smtp", due))
                .isEmpty();

        Claim second = claimed(ledger("b").claim(request(0, 2, "hash", "r-0-7"), due));
        assertThat(ledger("b").handOver(second, "smtp", due)).isTrue();
        Verdict unknown = Verdict.unknown(3, due, "smtp", Reason.of("answer_lost", ""));
        assertThat(ledger("b").settle(second, unknown, attempt(2, "ambiguous"), due))
                .isTrue();

        assertThat(ledger("b").claimToSend(request(0, 3, "hash", "r-0-8"), "smtp", due))
                .isEmpty();
    }

    private Claim send(ClaimRequest request) {
        Claim claim = claimed(ledger("a").claim(request, now));
        assertThat(ledger("a").handOver(claim, "smtp", now)).isTrue();
        assertThat(ledger("a").settle(claim, Verdict.sent(claim, "smtp", "q1"), attempt(1, "accepted"), now))
                .isTrue();
        return claim;
    }

    private void wait(ClaimRequest request, int nextAttempt, Instant dueAt) {
        Claim claim = claimed(ledger("a").claim(request, now));
        assertThat(ledger("a").handOver(claim, "smtp", now)).isTrue();
        Reason later = Reason.of("greylisted", "come again");
        assertThat(ledger("a")
                        .settle(
                                claim,
                                Verdict.waiting(nextAttempt, dueAt, "smtp", later),
                                attempt(1, "retry_later"),
                                now))
                .isTrue();
    }

    @Test
    void a_record_that_came_out_of_a_claim_proves_that_nothing_was_sent_under_it() {
        Claim unrecorded = claimed(ledger("a").claim(first("t-0-1"), now));
        assertThat(ledger("a").handOver(unrecorded, "smtp", now)).isTrue();
        ClaimRequest retry =
                new ClaimRequest(key, "github:1", 0, 2, "hash", "b***@example.mn", false, "r-0-7", unrecorded.fence());

        Claim second = claimed(ledger("b").claim(retry, now.plusSeconds(1)));

        assertThat(second.unknowns()).isZero();
        assertThat(entry().journal()).extracting(JournalEntry::outcome).containsExactly("unrecorded");
        assertThat(ledger("b").handOver(second, "smtp", now)).isTrue();
        ClaimRequest replay =
                new ClaimRequest(key, "github:1", 1, 1, "hash", "b***@example.mn", false, "p-0-1", second.fence());
        assertThat(claimed(ledger("b").claim(replay, now.plusSeconds(2))).unknowns())
                .isZero();
    }

    @Test
    void the_same_attempt_goes_on_with_the_record_that_came_out_of_its_claim() {
        Claim slow = claimed(ledger("a").claim(first("t-0-1"), now));
        assertThat(ledger("a").handOver(slow, "smtp", now)).isTrue();
        ClaimRequest later =
                new ClaimRequest(key, "github:1", 0, 1, "hash", "b***@example.mn", false, "r-0-7", slow.fence());

        Claim goesOn = claimed(ledger("b").claim(later, now.plusSeconds(5)));

        assertThat(goesOn.attempt()).isEqualTo(1);
        Verdict waiting = Verdict.waiting(1, now.plusSeconds(5), "smtp", Reason.of("greylisted", "come again"));
        assertThat(ledger("a").settle(slow, waiting, attempt(1, "retry_after"), now.plusSeconds(6)))
                .isFalse();
    }

    @Test
    void a_record_that_came_out_of_an_earlier_claim_proves_nothing_about_a_later_one() {
        Claim first = claimed(ledger("a").claim(first("t-0-1"), now));
        Claim takenOver = claimed(ledger("b").claim(first("t-0-1"), now.plus(LEASE)));
        assertThat(ledger("b").handOver(takenOver, "smtp", now.plus(LEASE))).isTrue();
        ClaimRequest retry =
                new ClaimRequest(key, "github:1", 0, 2, "hash", "b***@example.mn", false, "r-0-7", first.fence());

        assertThat(ledger("c").claim(retry, now.plus(LEASE))).isInstanceOf(ClaimResult.HeldByAnother.class);
        assertThat(claimed(ledger("c").claim(retry, now.plus(LEASE).plus(LEASE)))
                        .unknowns())
                .isEqualTo(1);
    }

    @Test
    void notes_what_an_event_is_about_to_die_of_however_often_it_is_told() {
        Claim claim = claimed(ledger("a").claim(first("t-0-1"), now));

        assertThat(ledger("a").noteFailure(claim, MAYBE_OUT)).isTrue();
        assertThat(entry().failure()).isEqualTo(MAYBE_OUT);
        assertThat(ledger("a").handOver(claim, "smtp", now)).isTrue();
        assertThat(ledger("a").noteFailure(claim, REFUSED)).isTrue();
        assertThat(ledger("a").noteFailure(claim, REFUSED)).isTrue();

        assertThat(entry().failure()).isEqualTo(REFUSED);
        assertThat(entry().state()).isEqualTo(DeliveryState.SENDING);
        assertThat(entry().leaseUntil()).isEqualTo(now.plus(LEASE));
    }

    @Test
    void lets_nobody_condemn_an_event_that_he_does_not_hold() {
        Claim lost = claimed(ledger("a").claim(first("t-0-1"), now));
        assertThat(ledger("a").handOver(lost, "smtp", now)).isTrue();
        Claim taken = claimed(ledger("b").claim(first("t-0-1"), now.plus(LEASE)));

        assertThat(ledger("a").noteFailure(lost, REFUSED)).isFalse();
        assertThat(entry().failure()).isNull();
        assertThat(ledger("b").settle(taken, Verdict.sent(taken, "smtp", "q1"), attempt(1, "accepted"), now))
                .isTrue();
        assertThat(ledger("b").noteFailure(taken, REFUSED)).isFalse();
        assertThat(entry().failure()).isNull();
        assertThat(entry().state()).isEqualTo(DeliveryState.SENT);
    }

    @Test
    void whoever_takes_a_condemned_event_over_has_its_death_in_hand_and_no_doubt() {
        condemned(REFUSED);

        Claim taken = claimed(ledger("b").claim(first("t-0-1"), now.plus(LEASE)));
        Claim takenAgain = claimed(ledger("c")
                .claim(request(0, 2, "hash", "r-0-7"), now.plus(LEASE).plus(LEASE)));

        assertThat(List.of(taken, takenAgain)).extracting(Claim::failure).containsExactly(REFUSED, REFUSED);
        assertThat(takenAgain.unknowns()).isZero();
        assertThat(entry().failure()).isEqualTo(REFUSED);
        assertThat(entry().journal()).isEmpty();
    }

    @Test
    void a_death_of_which_the_mail_may_be_out_is_no_further_doubt_within_its_round() {
        condemned(MAYBE_OUT);

        Claim taken = claimed(ledger("b").claim(first("t-0-1"), now.plus(LEASE)));

        assertThat(taken.failure()).isEqualTo(MAYBE_OUT);
        assertThat(taken.unknowns()).isZero();
        assertThat(entry().journal()).isEmpty();
    }

    @Test
    void lets_the_next_attempt_wait_while_whoever_condemned_the_event_may_bury_it() {
        condemned(REFUSED);

        assertThat(ledger("b").claim(request(0, 2, "hash", "r-0-7"), now.plusSeconds(1)))
                .isEqualTo(new ClaimResult.HeldByAnother(now.plus(LEASE)));
    }

    @Test
    void the_letter_of_a_condemned_event_begins_a_round_without_the_death_that_the_journal_keeps() {
        Claim condemned = condemned(REFUSED);
        ClaimRequest replay = replay(1, condemned.fence());

        Claim replayed = claimed(ledger("b").claim(replay, now.plusSeconds(1)));

        assertThat(replayed.failure()).isNull();
        assertThat(replayed.unknowns()).isZero();
        assertThat(entry().failure()).isNull();
        assertThat(entry().journal()).extracting(JournalEntry::outcome).containsExactly("rejected");
        assertThat(entry().journal()).extracting(JournalEntry::round).containsExactly(0);
        assertThat(entry().journal()).extracting(JournalEntry::reason).containsExactly(REFUSED.reason());
        assertThat(ledger("a").noteFailure(condemned, REFUSED)).isFalse();
        assertThat(claimed(ledger("c").claim(replay, now.plusSeconds(1).plus(LEASE)))
                        .failure())
                .isNull();
    }

    @Test
    void the_first_letter_begins_a_round_although_somebody_has_taken_over_to_bury_the_event_again() {
        Claim first = condemned(REFUSED);
        Claim taken = claimed(ledger("b").claim(first("t-0-1"), now.plus(LEASE)));

        Claim replayed = claimed(ledger("c").claim(replay(1, first.fence()), now.plus(LEASE)));

        assertThat(replayed.failure()).isNull();
        assertThat(entry().journal()).extracting(JournalEntry::outcome).containsExactly("rejected");
        Verdict dead = Verdict.dead(taken, "smtp", REFUSED.reason());
        assertThat(ledger("b").settle(taken, dead, attempt(1, "rejected"), now.plus(LEASE)))
                .isFalse();
    }

    @Test
    void a_letter_of_which_the_mail_may_be_out_waits_for_its_sender_and_stays_in_doubt() {
        condemned(MAYBE_OUT);
        ClaimRequest replay = replay(1, 0);

        assertThat(ledger("b").claim(replay, now.plusSeconds(1)))
                .isEqualTo(new ClaimResult.HeldByAnother(now.plus(LEASE)));
        Claim replayed = claimed(ledger("b").claim(replay, now.plus(LEASE)));

        assertThat(replayed.failure()).isNull();
        assertThat(replayed.unknowns()).isEqualTo(1);
        assertThat(entry().journal()).extracting(JournalEntry::outcome).containsExactly("ambiguous");
    }

    @Test
    void settling_leaves_nothing_to_die_of() {
        Claim condemned = condemned(REFUSED);
        Verdict dead = Verdict.dead(condemned, "smtp", REFUSED.reason());

        assertThat(ledger("a").settle(condemned, dead, attempt(1, "rejected"), now))
                .isTrue();

        assertThat(entry().state()).isEqualTo(DeliveryState.DEAD);
        assertThat(entry().failure()).isNull();
        assertThat(claimed(ledger("b").claim(replay(1, condemned.fence()), now)).failure())
                .isNull();
        assertThat(entry().journal()).extracting(JournalEntry::outcome).containsExactly("rejected");
    }

    private Claim condemned(FinalFailure failure) {
        Claim claim = claimed(ledger("a").claim(first("t-0-1"), now));
        assertThat(ledger("a").handOver(claim, "smtp", now)).isTrue();
        assertThat(ledger("a").noteFailure(claim, failure)).isTrue();
        return claim;
    }

    private LedgerEntry entry() {
        return ledger("a").find(key, now).orElseThrow();
    }

    private JournalEntry attempt(int number, String outcome) {
        return new JournalEntry(now, 0, number, "smtp", outcome, Reason.of(outcome, ""), Duration.ofMillis(12));
    }

    final ClaimRequest first(String place) {
        return request(0, 1, "hash", place);
    }

    private ClaimRequest request(int round, int attempt, String hash, String place) {
        return new ClaimRequest(key, "github:1", round, attempt, hash, "b***@example.mn", false, place, 0);
    }

    private ClaimRequest replay(int round, long endedClaim) {
        return new ClaimRequest(
                key, "github:1", round, 1, "hash", "b***@example.mn", false, "p-0-" + round, endedClaim);
    }

    private ClaimRequest edited(int round, String hash, String place) {
        return new ClaimRequest(key, "github:1", round, 1, hash, "b***@example.mn", true, place, 0);
    }

    static Claim claimed(ClaimResult result) {
        assertThat(result).isInstanceOf(ClaimResult.Claimed.class);
        return ((ClaimResult.Claimed) result).claim();
    }
}

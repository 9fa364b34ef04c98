package dev.elch.notification.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.DeliveryState;
import dev.elch.contract.ExceptionHeaders;
import dev.elch.contract.JournalFields;
import dev.elch.contract.Topics;
import dev.elch.notification.ScriptedProvider;
import dev.elch.notification.deadletter.DeadLetters;
import dev.elch.notification.deadletter.InMemoryParkedDeadLetters;
import dev.elch.notification.delivery.Delivery;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.ledger.Claim;
import dev.elch.notification.ledger.ClaimRequest;
import dev.elch.notification.ledger.ClaimRules;
import dev.elch.notification.ledger.InMemoryDeliveryLedger;
import dev.elch.notification.ledger.JournalEntry;
import dev.elch.notification.ledger.LedgerEntry;
import dev.elch.notification.ledger.LedgerUnavailableException;
import dev.elch.notification.mail.Mail;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.pipeline.Handled.ProviderAnswer;
import dev.elch.notification.record.Envelope;
import dev.elch.notification.record.FakeRoutes;
import dev.elch.notification.record.Published;
import dev.elch.notification.retry.RetryChain;
import dev.elch.notification.settled.Settled;
import dev.elch.notification.suppression.InMemorySuppressedAddresses;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DeliveryPipelineTest {

    private static final Duration SEND_WITHIN = Duration.ofMinutes(2);

    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final String RETRY_1S = Topics.RETRIES.get(0).name();
    private static final String RETRY_30S = Topics.RETRIES.get(2).name();

    private final Instant start = Instant.parse("2026-03-01T10:00:00Z");
    private final SettableClock clock = new SettableClock(start);
    private final InMemoryDeliveryLedger ledger =
            new InMemoryDeliveryLedger(new ClaimRules("me", Duration.ofSeconds(60), Duration.ofDays(40))) {
                @Override
                public synchronized boolean handOver(Claim claim, String provider, Instant now) {
                    boolean isOurs = super.handOver(claim, provider, now);
                    clock.now = clock.now.plus(handOverTakes);
                    answer();
                    return isOurs;
                }

                @Override
                public synchronized Optional<Claim> claimToSend(ClaimRequest request, String provider, Instant now) {
                    Optional<Claim> claim = super.claimToSend(request, provider, now);
                    answer();
                    return claim;
                }

                private void answer() {
                    if (isAnswerLost) {
                        isAnswerLost = false;
                        throw new LedgerUnavailableException("no answer", new IllegalStateException("a timeout"));
                    }
                }
            };
    private boolean isAnswerLost;
    private boolean isWriterBroken;
    private Duration handOverTakes = Duration.ZERO;
    private final FakeRoutes routes = new FakeRoutes();
    private final InMemoryParkedDeadLetters parked = new InMemoryParkedDeadLetters();
    private final List<Settled> announced = new ArrayList<>();
    private final ScriptedProvider provider = new ScriptedProvider();
    private final InMemorySuppressedAddresses suppressed = new InMemorySuppressedAddresses();
    private DeliveryProperties.WhenUnknown whenUnknown = DeliveryProperties.WhenUnknown.RESEND;
    private Reading reading = new Reading.Read(signIn("user@example.com"));
    private Milestones milestones = Milestones.UNWATCHED;

    @Test
    void an_accepted_mail_is_recorded_announced_and_may_be_committed() {
        assertThat(handle(first())).isEqualTo(new Handled.Done(ProviderAnswer.WORKS));

        assertThat(entry().state()).isEqualTo(DeliveryState.SENT);
        assertThat(announced).extracting(Settled::outcome).containsExactly(DeliveryState.SENT);
        assertThat(routes.isEmpty()).isTrue();
    }

    @Test
    void a_copy_asks_nobody_and_announces_nothing() {
        handle(first());

        assertThat(handle(incoming(Topics.USER_SIGNED_IN, 2, DeliveryHeaders.first())))
                .isEqualTo(new Handled.Done(ProviderAnswer.NONE));

        assertThat(provider.asked()).hasSize(1);
        assertThat(announced).hasSize(1);
    }

    @Test
    void a_record_that_was_settled_and_not_committed_is_announced_again_and_not_sent_again() {
        handle(first());

        handle(first());

        assertThat(provider.asked()).hasSize(1);
        assertThat(announced).hasSize(2);
        assertThat(announced.get(1)).isEqualTo(announced.get(0));
    }

    @Test
    void a_failed_attempt_waits_on_the_next_step_with_the_bytes_it_came_with() {
        provider.answer(mail -> new Outcome.RetryLater(Reason.of("provider_down", "refused")));

        handle(first());

        Envelope next = routes.on(RETRY_1S).get(0);
        assertThat(next.value().bytes()).isSameAs(first().envelope().value().bytes());
        assertThat(next.headers().attempt()).isEqualTo(2);
        assertThat(next.headers().dueAt()).isEqualTo(start.plusSeconds(1));
        assertThat(next.headers().firstFailedAt()).isEqualTo(start);
        assertThat(next.headers().origin()).isEqualTo("user-signed-in-0-1");
        assertThat(next.headers().endedClaim()).isEqualTo(1);
        assertThat(entry().state()).isEqualTo(DeliveryState.WAITING);
        assertThat(entry().attempt()).isEqualTo(2);
        assertThat(announced).isEmpty();
    }

    @Test
    void after_the_last_step_the_event_is_a_dead_letter() {
        provider.answer(mail -> new Outcome.RetryLater(Reason.of("provider_down", "refused")));
        handle(first());
        for (int attempt = 2; attempt <= 6; attempt++) {
            String topic = Topics.RETRIES.get(attempt - 2).name();
            DeliveryHeaders headers = routes.on(topic).get(0).headers();
            clock.now = headers.dueAt();
            handle(incoming(topic, attempt, headers));
        }

        assertThat(provider.asked()).hasSize(6);
        assertThat(entry().state()).isEqualTo(DeliveryState.DEAD);
        assertThat(routes.on(Topics.DEAD_LETTERS)).hasSize(1);
        assertThat(announced).extracting(Settled::outcome).containsExactly(DeliveryState.DEAD);
        assertThat(entry().journal()).hasSize(6);
    }

    @Test
    void a_retry_is_prepared_without_a_claim_and_sent_when_it_is_due() {
        Supplier<Handled> rest = prepared();
        assertThat(entry().state()).isEqualTo(DeliveryState.WAITING);
        assertThat(provider.asked()).hasSize(1);

        clock.now = start.plusSeconds(1);

        assertThat(rest.get()).isEqualTo(new Handled.Done(ProviderAnswer.WORKS));
        assertThat(provider.asked()).hasSize(2);
        assertThat(entry().state()).isEqualTo(DeliveryState.SENT);
        assertThat(entry().fence()).isEqualTo(2);
        assertThat(announced).extracting(Settled::outcome).containsExactly(DeliveryState.SENT);
    }

    @Test
    void what_was_prepared_is_not_sent_when_somebody_else_has_it() {
        Supplier<Handled> rest = prepared();
        clock.now = start.plusSeconds(1);
        ledger.ownedBy("another");
        handle(retry(9));
        assertThat(provider.asked()).hasSize(2);

        assertThat(rest.get()).isEqualTo(new Handled.Done(ProviderAnswer.NONE));

        assertThat(provider.asked()).hasSize(2);
        assertThat(announced).hasSize(1);
    }

    @Test
    void what_was_prepared_long_ago_is_looked_at_once_more() {
        Supplier<Handled> rest = prepared();
        suppressed.add("user@example.com", Suppression.UNTIL_LIFTED, Reason.of("complaint", ""), clock.now);
        clock.now = start.plusMillis(2_001);

        assertThat(rest.get()).isEqualTo(new Handled.Done(ProviderAnswer.NONE));

        assertThat(provider.asked()).hasSize(1);
        assertThat(entry().state()).isEqualTo(DeliveryState.SUPPRESSED);
    }

    @Test
    void a_retry_to_an_address_that_is_suppressed_meanwhile_is_decided_when_it_is_due() {
        fail();
        suppressed.add("user@example.com", Suppression.UNTIL_LIFTED, Reason.of("complaint", ""), clock.now);

        Supplier<Handled> rest = rest();
        assertThat(entry().state()).isEqualTo(DeliveryState.WAITING);
        clock.now = start.plusSeconds(1);
        assertThat(rest.get()).isEqualTo(new Handled.Done(ProviderAnswer.NONE));

        assertThat(provider.asked()).hasSize(1);
        assertThat(entry().state()).isEqualTo(DeliveryState.SUPPRESSED);
    }

    @Test
    void a_retry_that_is_long_overdue_is_dropped_when_its_mail_is_of_no_use_any_more() {
        fail();
        clock.now = start.plus(Duration.ofHours(25));

        handle(retry(2));

        assertThat(provider.asked()).hasSize(1);
        assertThat(entry().state()).isEqualTo(DeliveryState.SUPPRESSED);
    }

    @Test
    void what_a_clock_that_was_set_back_makes_early_waits() {
        Supplier<Handled> rest = prepared();
        clock.now = start.plusMillis(990);

        Handled handled = rest.get();

        assertThat(handled).isInstanceOf(Handled.Prepared.class);
        assertThat(((Handled.Prepared) handled).dueAt()).isEqualTo(start.plusSeconds(1));
        clock.now = start.plusSeconds(1);
        assertThat(((Handled.Prepared) handled).rest().get()).isEqualTo(new Handled.Done(ProviderAnswer.WORKS));
    }

    @Test
    void a_retry_whose_mail_cannot_be_written_any_more_is_a_dead_letter() {
        fail();
        isWriterBroken = true;
        Supplier<Handled> rest = rest();
        clock.now = start.plusSeconds(1);

        assertThat(rest.get()).isEqualTo(new Handled.Done(ProviderAnswer.NONE));

        assertThat(entry().state()).isEqualTo(DeliveryState.DEAD);
        assertThat(entry().reason()).extracting(Reason::kind).isEqualTo("message_bug");
    }

    @Test
    void a_hand_over_whose_note_got_no_answer_is_put_back_and_not_unknown() {
        isAnswerLost = true;

        Handled handled = handle(first());

        assertThat(handled).isEqualTo(new Handled.Again(start.plus(AGAIN)));
        assertThat(provider.asked()).isEmpty();
        assertThat(entry().state()).isEqualTo(DeliveryState.WAITING);
        assertThat(handle(first())).isEqualTo(new Handled.Done(ProviderAnswer.WORKS));
        assertThat(entry().state()).isEqualTo(DeliveryState.SENT);
        assertThat(entry().journal()).extracting(JournalEntry::outcome).containsExactly("unsent", "accepted");
    }

    @Test
    void a_claim_to_send_that_got_no_answer_is_put_back_and_not_unknown() {
        Supplier<Handled> rest = prepared();
        clock.now = start.plusSeconds(1);
        isAnswerLost = true;

        assertThat(rest.get()).isEqualTo(new Handled.Again(start.plusSeconds(1).plus(AGAIN)));

        assertThat(provider.asked()).hasSize(1);
        assertThat(entry().state()).isEqualTo(DeliveryState.WAITING);
        handle(retry(2));
        assertThat(entry().state()).isEqualTo(DeliveryState.SENT);
        assertThat(entry().unknowns()).isZero();
    }

    @Test
    void a_retry_that_its_topic_never_takes_is_a_dead_letter_that_says_so() {
        provider.answer(mail -> new Outcome.RetryLater(Reason.of("provider_down", "refused")));
        routes.answer((topic, envelope) -> topic.equals(RETRY_1S) ? Published.NOT_AUTHORIZED : Published.YES);

        assertThat(handle(first())).isEqualTo(new Handled.Done(ProviderAnswer.WORKS));

        assertThat(entry().state()).isEqualTo(DeliveryState.DEAD);
        assertThat(entry().journal()).extracting(JournalEntry::outcome).containsExactly("retry_later");
        assertThat(routes.on(Topics.DEAD_LETTERS))
                .singleElement()
                .satisfies(deadLetter ->
                        assertThat(deadLetter.headers().cause().kind()).isEqualTo("retry_impossible"));
    }

    @Test
    void a_meter_that_fails_fails_no_durable_step() {
        SignIn today = signIn("user@example.com");
        reading = new Reading.Read(new SignIn(
                today.eventKey(),
                today.userId(),
                today.login(),
                today.email(),
                today.name(),
                today.provider(),
                today.ipAddress(),
                today.userAgent(),
                today.locale(),
                today.newDevice(),
                today.sessionId(),
                Instant.parse("0000-01-01T00:00:00Z")));

        assertThat(handle(first())).isEqualTo(new Handled.Done(ProviderAnswer.NONE));

        assertThat(entry().state()).isEqualTo(DeliveryState.SUPPRESSED);
        assertThat(announced).extracting(Settled::outcome).containsExactly(DeliveryState.SUPPRESSED);
    }

    @Test
    void an_unforeseen_failure_is_reported_as_such_and_changes_nothing() {
        IllegalStateException bug = new IllegalStateException("a codec is broken");
        milestones = (milestone, eventKey) -> {
            throw bug;
        };

        assertThat(handle(first()))
                .isInstanceOfSatisfying(
                        Handled.Failed.class,
                        failed -> assertThat(failed.cause()).isSameAs(bug));

        assertThat(provider.asked()).isEmpty();
        assertThat(routes.isEmpty()).isTrue();
    }

    @Test
    void what_is_given_up_is_dead_in_the_ledger_and_a_dead_letter_with_its_trace() {
        Throwable bug = new IllegalStateException("no room for bold@example.com");

        assertThat(pipeline().giveUp(first(), bug, false)).isEqualTo(new Handled.Done(ProviderAnswer.NONE));

        assertThat(entry().state()).isEqualTo(DeliveryState.DEAD);
        assertThat(announced).extracting(Settled::outcome).containsExactly(DeliveryState.DEAD);
        Envelope letter = routes.on(Topics.DEAD_LETTERS).get(0);
        assertThat(letter.headers().cause()).isNotNull();
        assertThat(letter.headers().cause().kind()).isEqualTo("internal_error");
        assertThat(letter.others()).extracting(Envelope.Other::name).contains("kafka_dlt-exception-stacktrace");
        String trace = header(letter, ExceptionHeaders.STACK_TRACE);
        assertThat(trace).contains("IllegalStateException").doesNotContain("bold@example.com");
        assertThat(trace.length()).isLessThanOrEqualTo(UnforeseenFailure.LONGEST_TRACE);
    }

    @Test
    void what_is_given_up_waits_for_a_process_that_may_be_sending_it() {
        Throwable bug = new IllegalStateException("the journal is broken");
        provider.answer(mail -> new Outcome.Accepted(""));
        dieAt(Milestone.ACCEPTED_NOT_RECORDED, first());

        Handled waiting = pipeline().giveUp(first(), bug, false);

        assertThat(routes.isEmpty()).isTrue();
        assertThat(waiting).isInstanceOfSatisfying(Handled.Unfinished.class, unfinished -> {
            clock.now = start.plus(Duration.ofHours(1));
            assertThat(unfinished.rest().get()).isEqualTo(new Handled.Done(ProviderAnswer.NONE));
        });
        assertThat(entry().state()).isEqualTo(DeliveryState.DEAD);
        assertThat(entry().unknowns()).isEqualTo(1);
        assertThat(routes.on(Topics.DEAD_LETTERS)).hasSize(1);
    }

    @Test
    void what_is_given_up_waits_for_the_registry() {
        Reading read = reading;
        reading = new Reading.NotNow("the registry is down");

        Handled waiting = pipeline().giveUp(first(), new IllegalStateException("a codec is broken"), false);

        assertThat(routes.isEmpty()).isTrue();
        reading = read;
        assertThat(waiting)
                .isInstanceOfSatisfying(
                        Handled.Unfinished.class,
                        unfinished ->
                                assertThat(unfinished.rest().get()).isEqualTo(new Handled.Done(ProviderAnswer.NONE)));
        assertThat(entry().state()).isEqualTo(DeliveryState.DEAD);
    }

    @Test
    void a_dead_letter_carries_the_journal_of_every_attempt() {
        provider.answer(mail -> new Outcome.RetryLater(Reason.of("greylisted", "come again, bold@example.com")));
        handle(first());
        provider.answer(
                mail -> new Outcome.Rejected(new Reason("bad_address", "550 5.1.1", "no such user"), Suppression.NONE));
        clock.now = start.plusSeconds(1);

        handle(retry(2));

        String journal = header(routes.on(Topics.DEAD_LETTERS).get(0), JournalFields.HEADER);
        assertThat(journal).startsWith("[{\"at\":\"2026-03-01T10:00:00Z\",\"round\":0,\"attempt\":1,");
        assertThat(journal.indexOf("greylisted")).isBetween(0, journal.indexOf("550 5.1.1"));
        assertThat(journal).contains("\"attempt\":2").doesNotContain("bold@example.com");
    }

    @Test
    void a_dead_letter_of_a_mail_that_cannot_be_written_carries_the_stack_trace() {
        isWriterBroken = true;

        handle(first());

        Envelope deadLetter = routes.on(Topics.DEAD_LETTERS).get(0);
        assertThat(header(deadLetter, ExceptionHeaders.STACK_TRACE)).contains("a template is broken");
        assertThat(deadLetter.headers().cause().kind()).isEqualTo("message_bug");
    }

    @Test
    void a_retry_after_a_provider_threw_carries_the_stack_trace() {
        provider.answer(mail -> {
            throw new IllegalStateException("a client is broken");
        });

        handle(first());

        assertThat(header(routes.on(RETRY_30S).get(0), ExceptionHeaders.STACK_TRACE))
                .contains("a client is broken");
    }

    private static String header(Envelope envelope, String name) {
        return envelope.others().stream()
                .filter(other -> other.name().equals(name))
                .map(other -> new String(other.value().bytes(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_is_given_up_as_a_last_resort_asks_no_ledger() {
        assertThat(pipeline().giveUp(first(), new StackOverflowError(), true))
                .isEqualTo(new Handled.Done(ProviderAnswer.NONE));

        assertThat(routes.on(Topics.DEAD_LETTERS)).hasSize(1);
        assertThat(ledger.find("event-1", clock.now)).isEmpty();
    }

    /** What is left of a retry that is ready a moment before it is due. */
    private Supplier<Handled> prepared() {
        fail();
        provider.answer(mail -> new Outcome.Accepted("q2"));
        return rest();
    }

    /** The first attempt is to come again. */
    private void fail() {
        provider.answer(mail -> new Outcome.RetryLater(Reason.of("greylisted", "come again")));
        handle(first());
    }

    /** The record that came out of the first attempt. */
    private IncomingRecord retry(long offset) {
        return incoming(RETRY_1S, offset, routes.on(RETRY_1S).get(0).headers());
    }

    private Supplier<Handled> rest() {
        clock.now = start.plusMillis(950);
        Handled handled = handle(retry(2));
        assertThat(handled).isInstanceOf(Handled.Prepared.class);
        return ((Handled.Prepared) handled).rest();
    }

    @Test
    void whoever_slept_through_its_claim_sends_nothing() {
        handOverTakes = SEND_WITHIN.plusMillis(1);

        assertThat(handle(first())).isInstanceOf(Handled.Again.class);

        assertThat(provider.asked()).isEmpty();
        assertThat(entry().state()).isEqualTo(DeliveryState.SENDING);
    }

    @Test
    void a_claim_is_longer_than_the_provider_may_take() {
        assertThat(KafkaPipelineConfiguration.sendWithin(Duration.ofMinutes(4), Duration.ofSeconds(130)))
                .isEqualTo(Duration.ofSeconds(110));
        assertThatThrownBy(
                        () -> KafkaPipelineConfiguration.sendWithin(Duration.ofSeconds(130), Duration.ofSeconds(130)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set the lease to PT2M11S or more");
    }

    @Test
    void a_wait_that_the_provider_asked_for_uses_no_attempt() {
        provider.answer(mail -> new Outcome.RetryAfter(start.plusSeconds(20), Reason.of("greylisted", "wait")));

        handle(first());

        assertThat(routes.on(RETRY_30S).get(0).headers().attempt()).isEqualTo(1);
        assertThat(entry().attempt()).isEqualTo(1);
    }

    @Test
    void a_retry_that_cannot_be_published_is_published_later_and_nothing_is_sent_again() {
        provider.answer(mail -> new Outcome.RetryLater(Reason.of("provider_down", "refused")));
        routes.answer(Published.NOT_NOW);

        Handled handled = handle(first());
        assertThat(entry().state()).isEqualTo(DeliveryState.SENDING);
        routes.answer(Published.YES);
        Handled.Unfinished unfinished = (Handled.Unfinished) handled;

        assertThat(unfinished.notBefore()).isEqualTo(start.plusSeconds(1));
        assertThat(unfinished.rest().get()).isEqualTo(new Handled.Done(ProviderAnswer.WORKS));
        assertThat(routes.on(RETRY_1S)).hasSize(1);
        assertThat(provider.asked()).hasSize(1);
    }

    @Test
    void a_letter_that_the_topic_does_not_take_is_parked_and_published_later() {
        provider.answer(
                mail -> new Outcome.Rejected(Reason.of("bad_address", "no such user"), Suppression.UNTIL_LIFTED));
        routes.answer(Published.NOT_NOW);

        assertThat(handle(first())).isEqualTo(new Handled.Done(ProviderAnswer.WORKS));
        assertThat(parked.oldest(100)).hasSize(1);
        assertThat(entry().state()).isEqualTo(DeliveryState.DEAD);

        routes.answer(Published.YES);
        clock.now = start.plusSeconds(60);
        deadLetters().publishParked();

        assertThat(parked.oldest(100)).isEmpty();
        assertThat(routes.on(Topics.DEAD_LETTERS)).hasSize(1);
    }

    @Test
    void an_address_that_does_not_exist_gets_no_mail_from_then_on() {
        provider.answer(
                mail -> new Outcome.Rejected(Reason.of("bad_address", "no such user"), Suppression.UNTIL_LIFTED));

        handle(first());

        assertThat(suppressed.covers("user@example.com", start)).isTrue();
    }

    @Test
    void a_crash_between_letter_and_record_leaves_a_dead_letter_and_not_a_mail_that_its_own_refusal_suppressed() {
        provider.answer(
                mail -> new Outcome.Rejected(Reason.of("bad_address", "no such user"), Suppression.UNTIL_LIFTED));
        dieAt(Milestone.DEAD_LETTER_PUBLISHED_NOT_RECORDED, first());
        assertThat(suppressed.covers("user@example.com", clock.now)).isTrue();
        clock.now = start.plusSeconds(61);

        handle(first());

        assertThat(entry().state()).isEqualTo(DeliveryState.DEAD);
        assertThat(entry().journal()).extracting(JournalEntry::outcome).containsExactly("rejected");
        assertThat(announced).extracting(Settled::outcome).containsExactly(DeliveryState.DEAD);
    }

    @Test
    void whoever_takes_a_condemned_event_over_buries_it_for_the_same_reason_and_asks_nobody() {
        Reason refused = new Reason("bad_address", "550 5.1.1", "no such user");
        provider.answer(mail -> new Outcome.Rejected(refused, Suppression.FOR_A_DAY));
        dieAt(Milestone.FAILURE_NOTED_NOT_DEAD_LETTERED, first());
        assertThat(routes.isEmpty()).isTrue();
        suppressed.add("user@example.com", Suppression.UNTIL_LIFTED, Reason.of("spam_report", ""), start);
        clock.now = start.plus(Duration.ofHours(25));

        assertThat(handle(first())).isEqualTo(new Handled.Done(ProviderAnswer.NONE));

        assertThat(provider.asked()).hasSize(1);
        assertThat(entry().state()).isEqualTo(DeliveryState.DEAD);
        assertThat(entry().reason()).isEqualTo(refused);
        assertThat(entry().provider()).isEqualTo("scripted");
        assertThat(entry().journal()).extracting(JournalEntry::outcome).containsExactly("rejected");
        assertThat(announced).extracting(Settled::outcome).containsExactly(DeliveryState.DEAD);
        DeliveryHeaders letter = routes.on(Topics.DEAD_LETTERS).get(0).headers();
        assertThat(letter.cause().kind()).isEqualTo("bad_address");
        assertThat(letter.endedClaim()).isEqualTo(2);
    }

    @Test
    void a_refusal_that_a_crash_kept_from_its_letter_suppresses_the_address_all_the_same() {
        provider.answer(
                mail -> new Outcome.Rejected(Reason.of("bad_address", "no such user"), Suppression.UNTIL_LIFTED));
        dieAt(Milestone.FAILURE_NOTED_NOT_DEAD_LETTERED, first());
        assertThat(suppressed.covers("user@example.com", clock.now)).isFalse();
        clock.now = start.plusSeconds(61);

        handle(first());

        assertThat(suppressed.covers("user@example.com", clock.now)).isTrue();
    }

    @Test
    void the_letter_of_a_mail_that_may_be_out_says_so_whoever_publishes_it() {
        provider.answer(mail -> new Outcome.Ambiguous(Reason.of("answer_lost", "timeout")));
        handle(first());
        DeliveryHeaders next = routes.on(RETRY_30S).get(0).headers();
        clock.now = next.dueAt();
        dieAt(Milestone.FAILURE_NOTED_NOT_DEAD_LETTERED, incoming(RETRY_30S, 7, next));
        clock.now = clock.now.plusSeconds(61);

        handle(incoming(RETRY_30S, 7, next));

        assertThat(provider.asked()).hasSize(2);
        assertThat(entry().state()).isEqualTo(DeliveryState.DEAD);
        assertThat(entry().journal()).extracting(JournalEntry::outcome).containsExactly("ambiguous", "ambiguous");
        DeliveryHeaders letter = routes.on(Topics.DEAD_LETTERS).get(0).headers();
        assertThat(letter.cause().kind()).isEqualTo("unknown");
        assertThat(letter.endedClaim()).isZero();
    }

    @Test
    void whoever_is_refused_after_its_claim_was_taken_over_buries_nothing() {
        provider.answer(mail -> {
            clock.now = start.plusSeconds(61);
            ledger.ownedBy("another process");
            provider.answer(again -> new Outcome.Accepted(""));
            assertThat(handle(first())).isEqualTo(new Handled.Done(ProviderAnswer.WORKS));
            return new Outcome.Rejected(Reason.of("bad_address", "no such user"), Suppression.UNTIL_LIFTED);
        });

        handle(first());

        assertThat(entry().state()).isEqualTo(DeliveryState.SENT);
        assertThat(routes.isEmpty()).isTrue();
        assertThat(announced).extracting(Settled::outcome).containsExactly(DeliveryState.SENT);
    }

    private void dieAt(Milestone point, IncomingRecord incoming) {
        milestones = (milestone, eventKey) -> {
            if (milestone == point) {
                throw new AssertionError("the process dies here");
            }
        };
        assertThatThrownBy(() -> handle(incoming)).isInstanceOf(AssertionError.class);
        milestones = Milestones.UNWATCHED;
    }

    @Test
    void a_paused_provider_costs_no_attempt_and_leaves_the_record_where_it_is() {
        Reason key = Reason.of("bad_key", "refused");
        provider.answer(mail -> new Outcome.Pause(Outcome.Pause.PROVIDER, key));

        assertThat(handle(first())).isEqualTo(new Handled.Paused(new Outcome.Pause(Outcome.Pause.PROVIDER, key)));
        assertThat(routes.isEmpty()).isTrue();
        assertThat(entry().attempt()).isEqualTo(1);

        provider.answer(mail -> new Outcome.Accepted(""));
        assertThat(handle(first())).isEqualTo(new Handled.Done(ProviderAnswer.WORKS));
        assertThat(entry().state()).isEqualTo(DeliveryState.SENT);
    }

    @Test
    void a_probe_that_fails_in_an_ordinary_way_costs_no_attempt_either() {
        provider.answer(mail -> new Outcome.RetryLater(Reason.of("provider_down", "refused")));

        assertThat(pipeline().handle(first(), true)).isInstanceOf(Handled.Paused.class);
        assertThat(routes.isEmpty()).isTrue();
    }

    @Test
    void a_probe_that_fails_again_after_the_provider_accepted_others_uses_an_attempt() {
        DeliveryPipeline pipeline = pipeline();
        provider.answer(mail -> mail.eventKey().equals("event-1")
                ? new Outcome.RetryLater(Reason.of("try_later", "451"))
                : new Outcome.Accepted(""));
        assertThat(pipeline.handle(first(), true)).isInstanceOf(Handled.Paused.class);
        assertThat(pipeline.handle(first(), true)).isInstanceOf(Handled.Paused.class);

        acceptAnother(pipeline);

        assertThat(pipeline.handle(first(), true)).isEqualTo(new Handled.Done(ProviderAnswer.IN_DOUBT));
        assertThat(routes.on(RETRY_1S)).hasSize(1);
        assertThat(entry().attempt()).isEqualTo(2);
    }

    @Test
    void a_mail_that_alone_is_refused_as_ours_waits_by_itself_and_uses_no_attempt() {
        DeliveryPipeline pipeline = pipeline();
        provider.answer(mail -> mail.eventKey().equals("event-1")
                ? new Outcome.Pause(Outcome.Pause.PROVIDER, Reason.of("quota", "550 5.4.5"))
                : new Outcome.Accepted(""));
        assertThat(pipeline.handle(first(), false)).isInstanceOf(Handled.Paused.class);

        acceptAnother(pipeline);

        assertThat(pipeline.handle(first(), false)).isEqualTo(new Handled.Done(ProviderAnswer.IN_DOUBT));
        assertThat(routes.on(Topics.RETRIES.get(4).name())).hasSize(1);
        assertThat(entry().attempt()).isEqualTo(1);
    }

    @Test
    void a_mail_that_the_breaker_kept_back_is_not_to_blame() {
        DeliveryPipeline pipeline = pipeline();
        provider.answer(mail -> mail.eventKey().equals("event-1")
                ? new Outcome.Pause(Outcome.Pause.PROVIDER, Reason.of("breaker_open", "not asked"))
                : new Outcome.Accepted(""));
        for (int time = 0; time < 3; time++) {
            assertThat(pipeline.handle(first(), false)).isInstanceOf(Handled.Paused.class);
            acceptAnother(pipeline);
        }
        assertThat(routes.isEmpty()).isTrue();
    }

    private int others;

    private void acceptAnother(DeliveryPipeline pipeline) {
        Reading mine = reading;
        others++;
        reading = new Reading.Read(new SignIn(
                "other-" + others,
                "github:2",
                "o",
                "o@x.example",
                null,
                "github",
                null,
                null,
                null,
                false,
                null,
                start));
        assertThat(pipeline.handle(incoming(Topics.USER_SIGNED_IN, 100 + others, DeliveryHeaders.first()), false))
                .isEqualTo(new Handled.Done(ProviderAnswer.WORKS));
        reading = mine;
    }

    @Test
    void trouble_with_one_recipient_domain_lets_only_that_mail_wait() {
        provider.answer(mail -> new Outcome.Pause("domain:example.com", Reason.of("dmarc", "refused")));

        assertThat(handle(first())).isEqualTo(new Handled.Done(ProviderAnswer.WORKS));
        assertThat(routes.on(Topics.RETRIES.get(4).name())).hasSize(1);
        assertThat(entry().attempt()).isEqualTo(1);
    }

    @Test
    void a_mail_whose_answer_was_lost_is_sent_once_more_after_the_grace() {
        provider.answer(mail -> new Outcome.Ambiguous(Reason.of("answer_lost", "timeout")));

        handle(first());

        assertThat(entry().state()).isEqualTo(DeliveryState.UNKNOWN);
        DeliveryHeaders next = routes.on(RETRY_30S).get(0).headers();
        clock.now = next.dueAt();
        handle(incoming(RETRY_30S, 7, next));

        assertThat(provider.asked()).hasSize(2);
        assertThat(entry().state()).isEqualTo(DeliveryState.DEAD);
        assertThat(entry().reason().kind()).isEqualTo("unknown");
    }

    @Test
    void a_mail_whose_answer_was_lost_is_never_sent_again_when_unknown_ones_are_parked() {
        whenUnknown = DeliveryProperties.WhenUnknown.PARK;
        provider.answer(mail -> new Outcome.Ambiguous(Reason.of("answer_lost", "timeout")));
        handle(first());
        DeliveryHeaders next = routes.on(RETRY_30S).get(0).headers();
        clock.now = next.dueAt();

        handle(incoming(RETRY_30S, 7, next));

        assertThat(provider.asked()).hasSize(1);
        assertThat(entry().state()).isEqualTo(DeliveryState.DEAD);
    }

    @Test
    void a_mail_that_comes_too_late_is_dropped() {
        clock.now = start.plus(Duration.ofHours(24)).plusMillis(1);

        handle(first());

        assertThat(provider.asked()).isEmpty();
        assertThat(announced).extracting(Settled::reason).containsExactly("expired");
    }

    @Test
    void a_record_whose_schema_cannot_be_had_is_tried_again_and_not_buried() {
        reading = new Reading.NotNow("the registry is down");

        assertThat(handle(first())).isEqualTo(new Handled.Again(start.plusSeconds(1)));
        assertThat(routes.isEmpty()).isTrue();
    }

    @Test
    void a_replay_of_what_is_sent_already_is_told_about_and_sends_nothing() {
        handle(first());

        handle(incoming(Topics.REPLAY, 4, replayed("event-1")));

        assertThat(provider.asked()).hasSize(1);
        assertThat(announced).extracting(Settled::outcome).containsExactly(DeliveryState.SENT, DeliveryState.SENT);
        assertThat(announced).extracting(Settled::round).containsExactly(0, 1);
    }

    @Test
    void a_replay_that_cannot_be_read_is_told_about() {
        reading = new Reading.Unreadable(Reason.of("undecodable", "no magic byte"));

        handle(incoming(Topics.REPLAY, 4, replayed("event-9")));

        assertThat(routes.on(Topics.DEAD_LETTERS)).hasSize(1);
        assertThat(announced).extracting(Settled::eventKey).containsExactly("event-9");
        assertThat(announced).extracting(Settled::outcome).containsExactly(DeliveryState.DEAD);
        assertThat(announced).extracting(Settled::round).containsExactly(1);
    }

    @Test
    void a_replay_that_says_something_else_is_told_about() {
        provider.answer(mail -> new Outcome.Rejected(Reason.of("bad_address", "no such user"), Suppression.NONE));
        handle(first());
        reading = new Reading.Read(signIn("other@example.com"));

        handle(incoming(Topics.REPLAY, 4, replayed("event-1")));

        assertThat(provider.asked()).hasSize(1);
        assertThat(announced).extracting(Settled::reason).containsExactly("bad_address", "conflicting_payload");
        assertThat(announced).extracting(Settled::round).containsExactly(0, 1);
    }

    private DeliveryHeaders replayed(String key) {
        return DeliveryHeaders.first().identifiedBy(key, "user-signed-in-0-1").replayed();
    }

    @Test
    void unreadable_bytes_are_buried_with_their_reason() {
        reading = new Reading.Unreadable(Reason.of("undecodable", "no magic byte"));

        assertThat(handle(first())).isEqualTo(new Handled.Done(ProviderAnswer.NONE));
        assertThat(routes.on(Topics.DEAD_LETTERS).get(0).headers().cause().kind())
                .isEqualTo("undecodable");
    }

    @Test
    void headers_on_the_main_topic_are_nobodys_word() {
        DeliveryHeaders forged =
                new DeliveryHeaders("other", 5, 3, start.plusSeconds(3_600), start, null, "somewhere-0-1", 3);

        handle(incoming(Topics.USER_SIGNED_IN, 1, forged));

        assertThat(entry().round()).isZero();
        assertThat(entry().journal()).extracting(JournalEntry::attempt).containsExactly(1);
    }

    private Handled handle(IncomingRecord incoming) {
        return pipeline().handle(incoming, false);
    }

    private DeliveryPipeline pipeline() {
        DeliveryProperties properties = new DeliveryProperties(
                Duration.ofHours(24),
                whenUnknown,
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                Duration.ofSeconds(1));
        RetryChain chain = new RetryChain(
                Topics.RETRIES.stream().map(Topics.RetryTopic::delay).toList(), 0, () -> 0);
        DeliveryMeters meters = new DeliveryMeters(new SimpleMeterRegistry());
        return KafkaPipelineConfiguration.pipeline(
                value -> reading,
                ledger,
                List.of(StandardChecks.expired(), StandardChecks.addressless(), StandardChecks.suppressed(suppressed)),
                this::written,
                provider,
                new Steps(clock, Duration.ofSeconds(1), e -> false),
                new DurableSteps(ledger, routes, deadLetters(), announced::add, suppressed, meters, milestones),
                chain,
                meters,
                properties,
                clock,
                SEND_WITHIN);
    }

    private Mail written(Delivery delivery) {
        if (isWriterBroken) {
            throw new IllegalStateException("a template is broken");
        }
        return mail(delivery.eventKey());
    }

    private DeadLetters deadLetters() {
        return new DeadLetters(routes, parked, clock);
    }

    private LedgerEntry entry() {
        return ledger.find("event-1", clock.now).orElseThrow();
    }

    private static final Envelope.Content BYTES = Envelope.Content.of(new byte[] {1, 2, 3});

    private static IncomingRecord first() {
        return incoming(Topics.USER_SIGNED_IN, 1, DeliveryHeaders.first());
    }

    private static IncomingRecord incoming(String topic, long offset, DeliveryHeaders headers) {
        return new IncomingRecord(topic, 0, offset, new Envelope(Envelope.Content.of(null), BYTES, headers, List.of()));
    }

    private SignIn signIn(String email) {
        return new SignIn(
                "event-1", "github:1", "octocat", email, null, "github", null, null, null, false, null, start);
    }

    private Mail mail(String eventKey) {
        return new Mail(
                eventKey, "<m@x>", "from@x", "x", "user@example.com", "s", start, Locale.ROOT, Map.of(), "t", "h");
    }

    private static final class SettableClock extends Clock {
        private Instant now;

        private SettableClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

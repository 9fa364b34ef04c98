package dev.elch.notification.digest;

import static dev.elch.notification.digest.DigestsBehaviour.DUE;
import static dev.elch.notification.digest.DigestsBehaviour.GRACE;
import static dev.elch.notification.digest.DigestsBehaviour.LEASE;
import static dev.elch.notification.digest.DigestsBehaviour.NOON;
import static dev.elch.notification.digest.DigestsBehaviour.RIPE;
import static dev.elch.notification.digest.DigestsBehaviour.WINDOW;
import static dev.elch.notification.digest.DigestsBehaviour.signIn;
import static dev.elch.notification.digest.DigestsBehaviour.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.mail.DigestMailWriter;
import dev.elch.notification.mail.DisputeLinkProperties;
import dev.elch.notification.mail.Mail;
import dev.elch.notification.mail.MailProperties;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.provider.MailProvider;
import dev.elch.notification.suppression.InMemorySuppressedAddresses;
import dev.elch.testkit.time.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DigestDeliveryTest {

    private static final Reason BUSY = Reason.of("provider_busy", "try again");

    private final Digests digests = new InMemoryDigests(WINDOW, GRACE, LEASE);
    private final InMemorySuppressedAddresses suppressed = new InMemorySuppressedAddresses();
    private final Provider provider = new Provider();
    private final SettableClock clock = SettableClock.at(RIPE);
    private DigestDelivery delivery = delivery(true);

    @Test
    void sign_ins_over_quota_are_told_in_one_mail() {
        for (int event = 0; event < 14; event++) {
            digests.add(signIn("event-" + event, event, false), DUE, NOON);
        }

        deliverAll();

        assertThat(provider.mails).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).contains("14");
            assertThat(mail.to()).isEqualTo("bat@example.mn");
        });
    }

    @Test
    void nothing_is_sent_before_the_window_ends() {
        digests.add(signIn("event", 0, false), DUE, NOON);
        clock.jumpTo(DUE);

        deliverAll();

        assertThat(provider.mails).isEmpty();
    }

    @Test
    void a_failed_attempt_is_repeated_with_growing_distance_and_the_same_mail() {
        digests.add(signIn("event", 0, false), DUE, NOON);
        provider.answers.addAll(List.of(new Outcome.RetryLater(BUSY), new Outcome.RetryLater(BUSY)));

        deliverAll();
        deliverAllAt(RIPE.plusSeconds(1));
        deliverAllAt(RIPE.plusSeconds(5));
        assertThat(provider.mails).hasSize(2);
        deliverAllAt(RIPE.plusSeconds(6));
        deliverAllAt(RIPE.plus(Duration.ofDays(1)));

        assertThat(provider.mails).hasSize(3);
        assertThat(provider.mails).containsOnly(provider.mails.get(0));
    }

    @Test
    void a_digest_that_comes_too_late_is_dropped() {
        digests.add(signIn("event", 0, false), DUE, NOON);

        deliverAllAt(DUE.plus(Duration.ofHours(24)).plusSeconds(1));

        assertThat(provider.mails).isEmpty();
        assertThat(digests.claimDue(Instant.MAX.minusSeconds(1))).isEmpty();
    }

    @Test
    void a_pause_of_the_provider_holds_all_digests_and_uses_no_attempt() {
        digests.add(signIn("event", 0, false), DUE, NOON);
        digests.add(user("github:2", "other"), DUE, NOON);
        provider.answers.add(new Outcome.Pause(Outcome.Pause.PROVIDER, BUSY));

        deliverAll();
        deliverAllAt(RIPE.plusSeconds(59));
        assertThat(provider.mails).hasSize(1);
        deliverAllAt(RIPE.plusSeconds(60));

        assertThat(provider.mails).hasSize(3);
    }

    @Test
    void a_rejected_digest_is_not_repeated_and_its_address_is_suppressed() {
        digests.add(signIn("event", 0, false), DUE, NOON);
        provider.answers.add(new Outcome.Rejected(Reason.of("bad_address", ""), Suppression.UNTIL_LIFTED));

        deliverAll();
        deliverAllAt(RIPE.plus(Duration.ofHours(1)));

        assertThat(provider.mails).hasSize(1);
        assertThat(suppressed.covers("bat@example.mn", RIPE)).isTrue();
    }

    @Test
    void a_suppressed_address_gets_no_digest() {
        digests.add(signIn("event", 0, true), DUE, NOON);
        suppressed.add("bat@example.mn", Suppression.FOR_A_DAY, Reason.of("mailbox_full", ""), NOON);

        deliverAll();

        assertThat(provider.mails).isEmpty();
    }

    @Test
    void a_lost_answer_leads_to_one_more_mail_with_the_same_message_id() {
        digests.add(signIn("event", 0, false), DUE, NOON);
        provider.answers.addAll(List.of(new Outcome.Ambiguous(BUSY), new Outcome.Ambiguous(BUSY)));

        deliverAll();
        deliverAllAt(RIPE.plusSeconds(30));
        deliverAllAt(RIPE.plusSeconds(600));

        assertThat(provider.mails)
                .extracting(Mail::messageId)
                .hasSize(2)
                .containsOnly(provider.mails.get(0).messageId());
    }

    @Test
    void where_a_second_copy_is_worse_than_none_a_lost_answer_is_final() {
        delivery = delivery(false);
        digests.add(signIn("event", 0, false), DUE, NOON);
        provider.answers.add(new Outcome.Ambiguous(BUSY));

        deliverAll();
        deliverAllAt(RIPE.plusSeconds(600));

        assertThat(provider.mails).hasSize(1);
    }

    @Test
    void an_instance_that_died_while_sending_counts_as_a_lost_answer() {
        delivery = delivery(false);
        digests.add(signIn("event", 0, false), DUE, NOON);
        digests.handOver(digests.claimDue(RIPE).orElseThrow(), RIPE);

        deliverAllAt(RIPE.plus(LEASE));

        assertThat(provider.mails).isEmpty();
    }

    @Test
    void an_instance_that_died_before_sending_costs_nothing() {
        delivery = delivery(false);
        digests.add(signIn("event", 0, false), DUE, NOON);
        assertThat(digests.claimDue(RIPE)).isPresent();

        deliverAllAt(RIPE.plus(LEASE));

        assertThat(provider.mails).hasSize(1);
    }

    private void deliverAllAt(Instant now) {
        clock.jumpTo(now);
        deliverAll();
    }

    private void deliverAll() {
        for (int i = 0; i < 100 && delivery.deliverNext(); i++) {
            assertThat(i).as("digests in a row").isLessThan(99);
        }
    }

    private DigestDelivery delivery(boolean resendsUnknown) {
        MailProperties mail = new MailProperties(
                "no-reply@elch.example", "", "Elch", "https://elch.example", "", ZoneId.of("Asia/Ulaanbaatar"));
        DisputeLinkProperties dispute = new DisputeLinkProperties(
                Map.of("k1", Base64.getEncoder().encodeToString(new byte[32])), "", Duration.ofDays(7));
        DigestProperties properties = new DigestProperties(
                10,
                Duration.ofSeconds(1),
                GRACE,
                LEASE,
                List.of(Duration.ofSeconds(1), Duration.ofSeconds(5)),
                Duration.ofMinutes(1),
                Duration.ofHours(24));
        return new DigestDelivery(
                digests,
                new DigestMailWriter(mail, dispute),
                provider,
                suppressed,
                properties,
                resendsUnknown,
                new DeliveryMeters(new SimpleMeterRegistry()),
                clock);
    }

    /** Gives the answers it was told to give, and then accepts. */
    private static final class Provider implements MailProvider {
        final List<Mail> mails = new ArrayList<>();
        final Deque<Outcome> answers = new ArrayDeque<>();

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public Outcome send(Mail mail) {
            mails.add(mail);
            return answers.isEmpty() ? new Outcome.Accepted("receipt") : answers.poll();
        }
    }
}

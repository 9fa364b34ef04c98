package dev.elch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryState;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.notification.deadletter.ParkedDeadLetters;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.ledger.LedgerEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What has to go on when something else does not. */
class TroubleIT {

    @RegisterExtension
    static final Surroundings AROUND = new Surroundings(1);

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ScriptedProvider provider = new ScriptedProvider();

    @Test
    @Tag("slow")
    void letters_wait_in_the_database_for_a_topic_that_is_not_there_and_hold_up_nobody() throws Exception {
        try (RunningService service = new RunningService(
                        AROUND, provider, "elch.retry.publish-timeout=2s", "elch.retry.parked-dead-letters-every=1s");
                Admin admin = Admin.create(Map.of("bootstrap.servers", AROUND.bootstrapServers()))) {
            admin.deleteTopics(List.of(Topics.DEAD_LETTERS)).all().get(20, TimeUnit.SECONDS);
            UserSignedIn refused = Events.signIn();
            UserSignedIn fine = Events.signIn();
            provider.answer(mail -> mail.eventKey().equals(refused.getEventKey())
                    ? new Outcome.Rejected(Reason.of("bad_address", "no such user"), Suppression.NONE)
                    : new Outcome.Accepted(""));

            service.publish(refused);
            service.publish(fine);

            RunningService.await(
                    "the other mail", LIMIT, () -> provider.accepted().contains(fine.getEventKey()));
            RunningService.await(
                    "the letter is parked", LIMIT, () -> parked(service).size() == 1);
            RunningService.await("the end of it", LIMIT, () -> isDead(service, refused));

            admin.createTopics(List.of(new NewTopic(Topics.DEAD_LETTERS, 1, (short) 1)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
            RunningService.await(
                    "the letter is published", LIMIT, () -> parked(service).isEmpty());
            assertThat(service.recordsOn(Topics.DEAD_LETTERS))
                    .hasSize(1)
                    .allSatisfy(record -> assertThat(record.value()).isEqualTo(service.bytes(refused)));
        }
    }

    @Test
    void what_a_lost_instance_had_begun_is_taken_over_when_its_lease_is_over() throws Exception {
        UserSignedIn event = Events.signIn();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch forever = new CountDownLatch(1);
        ScriptedProvider hanging = new ScriptedProvider();
        hanging.answer(mail -> {
            asked.countDown();
            awaitThroughInterrupts(forever);
            return new Outcome.Accepted("too late");
        });
        String[] settings = {
            "elch.ledger.lease=4s",
            "elch.ledger.answer-timeout=3s",
            "elch.intake.drain-at-most=100ms",
            "elch.intake.grace=100ms",
            "elch.intake.group=take-over"
        };
        try (RunningService lost = new RunningService(AROUND, hanging, settings)) {
            lost.publish(event);
            await(asked);
        }
        try (RunningService service = new RunningService(AROUND, provider, settings)) {
            RunningService.await("the mail", LIMIT, () -> provider.accepted().contains(event.getEventKey()));
            RunningService.await(
                    "the end of it",
                    LIMIT,
                    () -> service.entry(event.getEventKey()).settledAt() != null);
            LedgerEntry entry = service.entry(event.getEventKey());

            assertThat(entry.state()).isEqualTo(DeliveryState.SENT);
            assertThat(entry.journal()).extracting(one -> one.outcome()).containsExactly("unknown", "accepted");
            forever.countDown();
        }
    }

    private static List<ParkedDeadLetters.Parked> parked(RunningService service) {
        return service.bean(ParkedDeadLetters.class).oldest(10);
    }

    private static boolean isDead(RunningService service, UserSignedIn event) {
        return service.entry(event.getEventKey()).state() == DeliveryState.DEAD;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitThroughInterrupts(CountDownLatch latch) {
        boolean isOver = false;
        while (!isOver) {
            try {
                latch.await();
                isOver = true;
            } catch (InterruptedException e) {
                isOver = false;
            }
        }
    }
}

package dev.elch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.DeliveryState;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.notification.deadletter.ParkedDeadLetters;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.ledger.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What has to go on when something else does not. */
class TroubleIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(1);

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
    void a_record_that_its_topics_never_take_is_retried_and_replayed_all_the_same() throws Exception {
        try (RunningService service = new RunningService(AROUND, provider, "elch.intake.group=shortened");
                Admin admin = Admin.create(Map.of("bootstrap.servers", AROUND.bootstrapServers()))) {
            limit(admin, 20_000, Topics.DEAD_LETTERS, Topics.RETRIES.get(0).name());
            UserSignedIn large = UserSignedIn.newBuilder(Events.signIn())
                    .setUserAgent("x".repeat(100_000))
                    .build();
            provider.answer(mail -> {
                int attempts = provider.askedFor(mail.eventKey()).size();
                return attempts == 0
                        ? new Outcome.RetryLater(Reason.of("provider_down", "refused"))
                        : attempts == 1
                                ? new Outcome.Rejected(Reason.of("bad_address", "no such user"), Suppression.NONE)
                                : new Outcome.Accepted("");
            });

            service.publish(large);
            ConsumerRecord<byte[], byte[]> deadLetter = RunningService.within(
                            LIMIT, "the dead letter", () -> deadLettersOf(large, service), found -> !found.isEmpty())
                    .get(0);

            assertThat(provider.askedFor(large.getEventKey())).hasSize(2);
            assertThat(deadLetter.value()).isNull();
            DeliveryHeaders headers = DeliveryHeaders.readFrom(deadLetter.headers(), Instant.now());
            assertThat(headers.storedRecord()).isNotNull();

            service.publish(Topics.REPLAY, large.getUserId(), null, headers.replayed());
            RunningService.await(
                    "the replayed mail", LIMIT, () -> provider.accepted().contains(large.getEventKey()));
            limit(
                    admin,
                    Topics.LARGEST_COPY,
                    Topics.DEAD_LETTERS,
                    Topics.RETRIES.get(0).name());
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> deadLettersOf(UserSignedIn event, RunningService service) {
        return service.recordsOn(Topics.DEAD_LETTERS).stream()
                .filter(record -> event.getEventKey()
                        .equals(DeliveryHeaders.readFrom(record.headers(), Instant.now())
                                .eventKey()))
                .toList();
    }

    private static void limit(Admin admin, int bytes, String... topics) throws Exception {
        AlterConfigOp set = new AlterConfigOp(
                new ConfigEntry("max.message.bytes", Integer.toString(bytes)), AlterConfigOp.OpType.SET);
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new LinkedHashMap<>();
        for (String topic : topics) {
            changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(set));
        }
        admin.incrementalAlterConfigs(changes).all().get(20, TimeUnit.SECONDS);
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

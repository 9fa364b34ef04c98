package dev.elch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Instances come and go in the middle of the work: nothing is lost, and nothing is done twice. */
class RebalanceIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(4);

    private static final int EVENTS = 400;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final ScriptedProvider provider = new ScriptedProvider();

    @Test
    void every_event_gives_one_mail_while_instances_come_and_go() throws Exception {
        replaceAnInstance("classic");
    }

    @Test
    @Tag("slow")
    void every_event_gives_one_mail_with_the_newer_protocol_of_consumer_groups_too() throws Exception {
        replaceAnInstance("consumer");
    }

    private void replaceAnInstance(String protocol) throws Exception {
        Set<String> failed = ConcurrentHashMap.newKeySet();
        provider.answer(mail -> {
            pause(20);
            boolean isFirst = failed.add(mail.eventKey());
            return isFirst && mail.eventKey().hashCode() % 4 == 0
                    ? new Outcome.RetryLater(Reason.of("provider_down", "connection refused"))
                    : new Outcome.Accepted("");
        });
        String[] settings = {
            "spring.kafka.consumer.properties.group.protocol=" + protocol,
            "elch.intake.group=rebalance-" + protocol,
            "logging.level.dev.elch=warn"
        };
        Set<String> expected = new HashSet<>();
        RunningService first = new RunningService(AROUND, provider, settings);
        try {
            List<UserSignedIn> events = new ArrayList<>();
            for (int i = 0; i < EVENTS; i++) {
                events.add(Events.signIn());
            }
            events.forEach(event -> expected.add(event.getEventKey()));
            events.forEach(first::publish);
            first.flush();
            RunningService.await("some mails", LIMIT, () -> provider.accepted().size() > EVENTS / 10);
            try (RunningService second = new RunningService(AROUND, provider, settings)) {
                first.close();
                RunningService.await(
                        "all mails", LIMIT, () -> acceptedOf(expected).size() >= EVENTS);
                awaitCommitted("rebalance-" + protocol, Topics.USER_SIGNED_IN);
                awaitCommitted(
                        "rebalance-" + protocol + "-retry",
                        Topics.RETRIES.get(0).name());
                assertThat(second.recordsOn(Topics.DEAD_LETTERS)).isEmpty();
            }
        } finally {
            first.close();
        }
        assertThat(acceptedOf(expected)).hasSize(EVENTS).doesNotHaveDuplicates();
    }

    private List<String> acceptedOf(Set<String> expected) {
        return provider.accepted().stream().filter(expected::contains).toList();
    }

    private static void awaitCommitted(String group, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", AROUND.bootstrapServers()))) {
            RunningService.await(
                    "everything on " + topic + " is committed", LIMIT, () -> lag(admin, group, topic) == 0);
        }
    }

    private static long lag(Admin admin, String group, String topic) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(10, TimeUnit.SECONDS);
            long lag = 0;
            for (int partition = 0; partition < 4; partition++) {
                TopicPartition one = new TopicPartition(topic, partition);
                long end = admin.listOffsets(Map.of(one, OffsetSpec.latest()))
                        .partitionResult(one)
                        .get(10, TimeUnit.SECONDS)
                        .offset();
                OffsetAndMetadata done = committed.get(one);
                lag += end - (done == null ? 0 : done.offset());
            }
            return lag;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

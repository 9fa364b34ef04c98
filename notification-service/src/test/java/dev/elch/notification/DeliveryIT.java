package dev.elch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.DeliveryState;
import dev.elch.contract.NotificationSettled;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.ledger.JournalEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the topic to the provider and to the announcement, on a real broker. */
class DeliveryIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(2);

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final ScriptedProvider PROVIDER = new ScriptedProvider();
    private static RunningService service;

    @BeforeAll
    static void start() {
        service = new RunningService(AROUND, PROVIDER);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void one_event_becomes_one_mail_a_sent_entry_and_an_announcement() {
        UserSignedIn event = Events.signIn();

        service.publish(event);

        NotificationSettled settled = settled(event);
        assertThat(settled.getOutcome()).isEqualTo("SENT");
        assertThat(settled.getProviderReceipt()).isEqualTo("receipt-" + event.getEventKey());
        assertThat(PROVIDER.askedFor(event.getEventKey())).hasSize(1);
        assertThat(service.entry(event.getEventKey()).state()).isEqualTo(DeliveryState.SENT);
    }

    @Test
    void the_same_event_published_five_times_gives_one_mail() {
        UserSignedIn event = Events.signIn();
        UserSignedIn last = Events.signIn(event.getUserId(), "last@example.com");

        for (int copy = 0; copy < 5; copy++) {
            service.publish(event);
        }
        service.publish(last);

        settled(event);
        settled(last);
        assertThat(PROVIDER.askedFor(event.getEventKey())).hasSize(1);
        assertThat(settledAll(event)).hasSize(1);
    }

    @Test
    void what_a_transaction_takes_back_gets_no_mail_and_the_marks_of_transactions_hold_back_no_commit()
            throws Exception {
        UserSignedIn aborted = Events.signIn();
        UserSignedIn committed = Events.signIn();
        try (KafkaProducer<byte[], byte[]> producer = transactionalProducer()) {
            producer.initTransactions();
            publishInATransaction(producer, aborted);
            producer.abortTransaction();
            publishInATransaction(producer, committed);
            producer.commitTransaction();
        }

        settled(committed);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", AROUND.bootstrapServers()))) {
            RunningService.await("the commits", SOON, () -> uncommitted(admin).isEmpty());
        }
        assertThat(PROVIDER.askedFor(committed.getEventKey())).hasSize(1);
        assertThat(PROVIDER.askedFor(aborted.getEventKey())).isEmpty();
    }

    private static void publishInATransaction(KafkaProducer<byte[], byte[]> producer, UserSignedIn event) {
        producer.beginTransaction();
        for (PartitionInfo partition : producer.partitionsFor(Topics.USER_SIGNED_IN)) {
            var unused = producer.send(
                    new ProducerRecord<>(Topics.USER_SIGNED_IN, partition.partition(), null, service.bytes(event)));
        }
        producer.flush();
    }

    /** The partitions whose committed position is not their end. */
    private static Map<TopicPartition, Long> uncommitted(Admin admin) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets("notification-service")
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, Long> uncommitted = new HashMap<>();
            admin.listOffsets(committed.keySet().stream()
                            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                    .all()
                    .get()
                    .forEach((partition, end) -> {
                        if (end.offset() != committed.get(partition).offset()) {
                            uncommitted.put(partition, end.offset());
                        }
                    });
            return committed.isEmpty() ? Map.of(new TopicPartition(Topics.USER_SIGNED_IN, 0), 0L) : uncommitted;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KafkaProducer<byte[], byte[]> transactionalProducer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", AROUND.bootstrapServers(), "transactional.id", "another-team"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Test
    void undecodable_bytes_reach_the_dead_letters_untouched_and_stop_nothing() {
        byte[] rubbish = "no avro at all".getBytes(StandardCharsets.UTF_8);
        UserSignedIn event = Events.signIn();

        service.publish(Topics.USER_SIGNED_IN, event.getUserId(), rubbish);
        service.publish(event);

        settled(event);
        ConsumerRecord<byte[], byte[]> letter = RunningService.within(
                        SOON, "the letter", () -> letters(rubbish), letters -> !letters.isEmpty())
                .get(0);
        DeliveryHeaders headers = DeliveryHeaders.readFrom(letter.headers(), Instant.now());
        assertThat(headers.cause().kind()).isEqualTo("undecodable");
        assertThat(headers.origin()).startsWith(Topics.USER_SIGNED_IN + "-");
    }

    @Test
    void an_event_at_an_impossible_time_is_a_dead_letter_and_stops_nothing() {
        UserSignedIn inMicroseconds = at(Instant.now().toEpochMilli() * 1_000);
        UserSignedIn last = Events.signIn();

        List.of(at(0), at(-1), at(Long.MIN_VALUE), at(Long.MAX_VALUE), inMicroseconds)
                .forEach(service::publish);
        service.publish(last);

        settled(last);
        List<ConsumerRecord<byte[], byte[]>> letters = RunningService.within(
                SOON, "the letter", () -> letters(service.bytes(inMicroseconds)), found -> !found.isEmpty());
        assertThat(DeliveryHeaders.readFrom(letters.get(0).headers(), Instant.now())
                        .cause()
                        .kind())
                .isEqualTo("bad_time");
        assertThat(PROVIDER.askedFor(inMicroseconds.getEventKey())).isEmpty();
    }

    @Test
    void a_record_as_large_as_its_topic_allows_is_retried_and_sent_or_a_dead_letter_like_any_other() {
        UserSignedIn retried = large();
        UserSignedIn refused = large();

        answerFor(retried, new Outcome.RetryLater(Reason.of("provider_down", "connection refused")));
        service.publish(retried);
        assertThat(settled(retried).getOutcome()).isEqualTo("SENT");
        assertThat(PROVIDER.askedFor(retried.getEventKey())).hasSize(2);

        answerFor(refused, new Outcome.Rejected(new Reason("bad_address", "550 5.1.1", "no"), Suppression.NONE));
        service.publish(refused);
        assertThat(settled(refused).getOutcome()).isEqualTo("DEAD");
        assertThat(letters(service.bytes(refused))).hasSize(1);
    }

    /** Fits the main topic, and with one more header would not. */
    private static UserSignedIn large() {
        return UserSignedIn.newBuilder(Events.signIn())
                .setUserAgent("x".repeat(1_048_000))
                .build();
    }

    private static UserSignedIn at(long occurredAt) {
        return UserSignedIn.newBuilder(Events.signIn())
                .setOccurredAt(Instant.ofEpochMilli(occurredAt))
                .build();
    }

    @Test
    void an_account_without_an_address_gets_no_mail_and_nobody_needs_to_act() {
        UserSignedIn event = Events.signIn("github:9", null);

        service.publish(event);

        NotificationSettled settled = settled(event);
        assertThat(settled.getOutcome()).isEqualTo("SUPPRESSED");
        assertThat(settled.getReason()).isEqualTo("no_verified_address");
        assertThat(PROVIDER.askedFor(event.getEventKey())).isEmpty();
    }

    @Test
    void a_refused_mail_becomes_a_dead_letter_with_the_original_bytes_at_once() {
        UserSignedIn event = Events.signIn();
        Reason bad = new Reason("bad_address", "550 5.1.1", "no such user");
        answerFor(event, new Outcome.Rejected(bad, Suppression.NONE));

        service.publish(event);

        assertThat(settled(event).getOutcome()).isEqualTo("DEAD");
        ConsumerRecord<byte[], byte[]> letter = letters(service.bytes(event)).get(0);
        DeliveryHeaders headers = DeliveryHeaders.readFrom(letter.headers(), Instant.now());
        assertThat(headers.cause()).isEqualTo(new DeliveryHeaders.Cause("bad_address", "550 5.1.1", "no such user"));
        assertThat(headers.eventKey()).isEqualTo(event.getEventKey());
        assertThat(headers.attempt()).isEqualTo(1);
    }

    @Test
    void another_content_under_the_same_key_is_a_conflict_and_not_a_success() {
        UserSignedIn event = Events.signIn();
        service.publish(event);
        settled(event);
        UserSignedIn forged =
                UserSignedIn.newBuilder(event).setEmail("other@example.com").build();

        service.publish(forged);

        ConsumerRecord<byte[], byte[]> letter = RunningService.within(
                        SOON, "the letter", () -> letters(service.bytes(forged)), letters -> !letters.isEmpty())
                .get(0);
        assertThat(DeliveryHeaders.readFrom(letter.headers(), Instant.now())
                        .cause()
                        .kind())
                .isEqualTo("conflicting_payload");
        assertThat(PROVIDER.askedFor(event.getEventKey())).hasSize(1);
    }

    @Test
    void an_edited_replay_is_the_new_content_and_an_unmarked_one_is_a_conflict() {
        UserSignedIn event = Events.signIn();
        answerFor(event, new Outcome.Rejected(new Reason("bad_address", "550 5.1.1", "no"), Suppression.NONE));
        service.publish(event);
        assertThat(settled(event).getOutcome()).isEqualTo("DEAD");
        String original = service.entry(event.getEventKey()).payloadHash();
        UserSignedIn edited =
                UserSignedIn.newBuilder(event).setEmail("right@example.com").build();
        DeliveryHeaders next = new DeliveryHeaders(event.getEventKey(), 6, 0, null, null, null, null, 0).replayed();

        service.publish(Topics.REPLAY, event.getUserId(), service.bytes(edited), next);
        RunningService.within(SOON, "the letter", () -> letters(service.bytes(edited)), found -> !found.isEmpty());
        assertThat(PROVIDER.askedFor(event.getEventKey())).hasSize(1);

        service.publish(Topics.REPLAY, event.getUserId(), service.bytes(edited), next.edited());

        RunningService.within(
                SOON,
                "the announcement that it was sent",
                () -> settledAll(event),
                found -> found.stream().anyMatch(settled -> settled.getOutcome().equals("SENT")));
        assertThat(service.entry(event.getEventKey()).round()).isEqualTo(1);
        assertThat(service.entry(event.getEventKey()).payloadHash()).isNotEqualTo(original);
    }

    @Test
    void a_record_on_the_main_topic_can_not_claim_to_be_edited() {
        UserSignedIn event = Events.signIn();
        service.publish(event);
        settled(event);
        UserSignedIn forged =
                UserSignedIn.newBuilder(event).setEmail("other@example.com").build();
        DeliveryHeaders mark = new DeliveryHeaders(event.getEventKey(), 1, 1, null, null, null, null, 0).edited();

        service.publish(Topics.USER_SIGNED_IN, event.getUserId(), service.bytes(forged), mark);

        RunningService.within(SOON, "the letter", () -> letters(service.bytes(forged)), found -> !found.isEmpty());
        assertThat(PROVIDER.askedFor(event.getEventKey())).hasSize(1);
    }

    @Test
    void a_mail_that_failed_is_tried_again_after_a_second_and_not_earlier() {
        UserSignedIn event = Events.signIn();
        answerFor(event, new Outcome.RetryLater(Reason.of("provider_down", "connection refused")));

        service.publish(event);

        RunningService.await(
                "a second attempt",
                SOON,
                () -> PROVIDER.askedFor(event.getEventKey()).size() == 2);
        List<ScriptedProvider.Asked> asked = PROVIDER.askedFor(event.getEventKey());
        assertThat(Duration.between(asked.get(0).at(), asked.get(1).at()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        NotificationSettled settled = settled(event);
        assertThat(settled.getOutcome()).isEqualTo("SENT");
        assertThat(settled.getAttempt()).isEqualTo(2);
        assertThat(service.entry(event.getEventKey()).journal())
                .extracting(JournalEntry::outcome)
                .containsExactly("retry_later", "accepted");
    }

    /** The first answer for this event; all later ones are acceptance. */
    private static void answerFor(UserSignedIn event, Outcome first) {
        PROVIDER.answer(mail -> mail.eventKey().equals(event.getEventKey())
                        && PROVIDER.askedFor(mail.eventKey()).isEmpty()
                ? first
                : new Outcome.Accepted("receipt-" + mail.eventKey()));
    }

    private static List<ConsumerRecord<byte[], byte[]>> letters(byte[] value) {
        return service.recordsOn(Topics.DEAD_LETTERS).stream()
                .filter(record -> java.util.Arrays.equals(record.value(), value))
                .toList();
    }

    private static NotificationSettled settled(UserSignedIn event) {
        return RunningService.within(SOON, "the announcement", () -> settledAll(event), settled -> !settled.isEmpty())
                .get(0);
    }

    private static List<NotificationSettled> settledAll(UserSignedIn event) {
        return service.settled().stream()
                .filter(settled -> settled.getEventKey().equals(event.getEventKey()))
                .toList();
    }
}

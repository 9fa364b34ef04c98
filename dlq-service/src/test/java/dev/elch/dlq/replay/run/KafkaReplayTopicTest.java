package dev.elch.dlq.replay.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.dlq.deadletter.Bytes;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.RawHeader;
import dev.elch.dlq.deadletter.RawRecord;
import dev.elch.dlq.deadletter.SampleDeadLetters;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaReplayTopicTest {

    private static final List<String> OF_THE_LAST_ROUND = List.of(
            "elch-journal",
            "kafka_dlt-exception-fqcn",
            "kafka_dlt-exception-message",
            "kafka_dlt-exception-stacktrace");

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final KafkaReplayTopic replays =
            new KafkaReplayTopic(producer, Clock.fixed(SampleDeadLetters.NOW, ZoneOffset.UTC));

    @Test
    void a_replay_brings_no_attempts_and_no_exception_of_the_round_before() {
        replays.send(List.of(deadLetter()), Topics.REPLAY);

        assertThat(sentHeaders())
                .contains("traceparent", DeliveryHeaders.EVENT_KEY, DeliveryHeaders.ROUND)
                .doesNotContainAnyElementsOf(OF_THE_LAST_ROUND);
    }

    @Test
    void another_topic_is_told_all_of_it() {
        replays.send(List.of(deadLetter()), "topic-of-another-team");

        assertThat(sentHeaders()).contains("traceparent", DeliveryHeaders.ROUND).containsAll(OF_THE_LAST_ROUND);
    }

    private List<String> sentHeaders() {
        assertThat(producer.history()).hasSize(1);
        return Arrays.stream(producer.history().get(0).headers().toArray())
                .map(Header::key)
                .toList();
    }

    private static DeadLetter deadLetter() {
        DeadLetter sample = SampleDeadLetters.deadLetter("k");
        RawRecord raw = sample.raw();
        List<RawHeader> headers = Stream.concat(
                        raw.headers().stream(),
                        OF_THE_LAST_ROUND.stream().map(name -> new RawHeader(name, Bytes.copyOf("x".getBytes(UTF_8)))))
                .toList();
        return new DeadLetter(
                sample.id(),
                new RawRecord(
                        raw.topic(), raw.partition(), raw.offset(), raw.appendedAt(), raw.key(), raw.value(), headers),
                sample.payload(),
                sample.cause(),
                sample.attempts(),
                sample.firstFailedAt(),
                sample.failedAt(),
                sample.storedAt(),
                sample.status());
    }
}

package dev.elch.notification.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaRoutesTest {

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final KafkaRoutes routes = new KafkaRoutes(producer, Duration.ofSeconds(1), Clock.systemUTC());
    private final Envelope envelope = new Envelope(
            Envelope.Content.of(null), Envelope.Content.of(new byte[1]), DeliveryHeaders.first(), List.of());

    @ParameterizedTest
    @MethodSource
    void tells_never_from_not_now(RuntimeException refusal, Published meaning) {
        producer.sendException = refusal;

        assertThat(routes.publish("topic", envelope)).isEqualTo(meaning);
    }

    static Stream<Arguments> tells_never_from_not_now() {
        return Stream.of(
                Arguments.of(new RecordTooLargeException("1 MB"), Published.TOO_LARGE),
                Arguments.of(new RecordBatchTooLargeException("1 MB"), Published.TOO_LARGE),
                Arguments.of(new TopicAuthorizationException("topic"), Published.NOT_AUTHORIZED),
                Arguments.of(new ClusterAuthorizationException("no idempotent writes"), Published.NOT_AUTHORIZED),
                Arguments.of(new InvalidRecordException("a compacted topic wants a key"), Published.INVALID),
                Arguments.of(new InvalidTimestampException("too old"), Published.INVALID),
                Arguments.of(new PolicyViolationException("no"), Published.INVALID),
                Arguments.of(new AuthenticationException("a wrong password"), Published.NOT_NOW),
                Arguments.of(new NotEnoughReplicasException(), Published.NOT_NOW),
                Arguments.of(new UnknownTopicOrPartitionException(), Published.NOT_NOW),
                Arguments.of(new TimeoutException("no leader"), Published.NOT_NOW));
    }
}

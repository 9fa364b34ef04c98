package dev.elch.dlq.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.dlq.deadletter.Bytes;
import dev.elch.dlq.deadletter.Cause;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.DeadLetterState;
import dev.elch.dlq.deadletter.MongoDeadLetterDocument;
import dev.elch.dlq.deadletter.Payload;
import dev.elch.dlq.deadletter.RawHeader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class KafkaDeadLetterReaderTest {

    private final Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final Payload event =
            new Payload.Decoded(Map.of("eventKey", "from-value", "userId", "github:1", "email", "Bat@Example.MN"));
    private final KafkaDeadLetterReader reader =
            new KafkaDeadLetterReader(value -> event, id -> Optional.empty(), Clock.fixed(now, ZoneOffset.UTC));
    private final ConsumerRecord<byte[], byte[]> record =
            new ConsumerRecord<>("user-signed-in.dlt", 2, 17, "github:1".getBytes(UTF_8), "value".getBytes(UTF_8));

    @Test
    void believes_our_headers() {
        new DeliveryHeaders(
                        "from-header",
                        6,
                        1,
                        null,
                        now.minusSeconds(900),
                        new DeliveryHeaders.Cause("bad_address", "550 5.1.1", "no such user"),
                        "user-signed-in-0-1",
                        0)
                .writeTo(record.headers());

        DeadLetter deadLetter = reader.read(record);

        assertThat(deadLetter.id()).hasToString("from-header~1");
        assertThat(deadLetter.attempts()).isEqualTo(6);
        assertThat(deadLetter.firstFailedAt()).isEqualTo(now.minusSeconds(900));
        assertThat(deadLetter.cause().kind()).isEqualTo("bad_address");
        assertThat(deadLetter.cause().code()).isEqualTo("550 5.1.1");
        assertThat(deadLetter.recipientDomain()).contains("example.mn");
        assertThat(deadLetter.state()).isEqualTo(DeadLetterState.OPEN);
    }

    @Test
    void takes_the_key_of_the_event_when_the_header_has_none() {
        assertThat(reader.read(record).id()).hasToString("from-value~0");
    }

    @Test
    void keeps_bytes_that_say_nothing_under_their_position() {
        KafkaDeadLetterReader blind = new KafkaDeadLetterReader(
                value -> new Payload.Undecodable("no Avro"), id -> Optional.empty(), Clock.fixed(now, ZoneOffset.UTC));
        record.headers().add("x", new byte[] {1, 2});

        DeadLetter deadLetter = blind.read(record);

        assertThat(deadLetter.id()).hasToString("at:user-signed-in.dlt-2-17~0");
        assertThat(deadLetter.raw().value()).isEqualTo(Bytes.copyOf("value".getBytes(UTF_8)));
        assertThat(deadLetter.raw().headers()).containsExactly(new RawHeader("x", Bytes.copyOf(new byte[] {1, 2})));
        assertThat(deadLetter.cause().kind()).isEqualTo(Cause.UNKNOWN);
    }

    @Test
    void reads_a_value_that_is_kept_in_the_database() {
        Bytes kept = Bytes.copyOf("kept".getBytes(UTF_8));
        KafkaDeadLetterReader reading = new KafkaDeadLetterReader(
                value -> value.equals(kept) ? event : new Payload.Undecodable("another value"),
                id -> id.equals(kept.sha256()) ? Optional.of(kept) : Optional.empty(),
                Clock.fixed(now, ZoneOffset.UTC));

        DeadLetter deadLetter = reading.read(shortRecord(kept.sha256()));
        DeadLetter forgotten = reading.read(shortRecord("0".repeat(64)));

        assertThat(deadLetter.payload()).isEqualTo(event);
        assertThat(deadLetter.raw().value()).isNull();
        assertThat(MongoDeadLetterDocument.valueHash(deadLetter)).isEqualTo(kept.sha256());
        assertThat(forgotten.payload()).isInstanceOf(Payload.Undecodable.class);
    }

    private static ConsumerRecord<byte[], byte[]> shortRecord(String storedRecord) {
        ConsumerRecord<byte[], byte[]> shortened = new ConsumerRecord<>("user-signed-in.dlt", 0, 1, null, null);
        DeliveryHeaders.first().storedAs(storedRecord).writeTo(shortened.headers());
        return shortened;
    }

    @Test
    void understands_a_tombstone() {
        DeadLetter deadLetter = reader.read(new ConsumerRecord<>("user-signed-in.dlt", 0, 1, null, null));

        assertThat(deadLetter.payload()).isEqualTo(new Payload.Undecodable("no value"));
        assertThat(deadLetter.raw().value()).isNull();
    }

    @Test
    void understands_the_headers_of_spring_kafka() {
        record.headers()
                .add("kafka_dlt-exception-fqcn", "org.example.Outer".getBytes(UTF_8))
                .add("kafka_dlt-exception-cause-fqcn", "java.net.SocketTimeoutException".getBytes(UTF_8))
                .add("kafka_dlt-exception-message", "timed out".getBytes(UTF_8))
                .add("kafka_dlt-exception-stacktrace", "at org.example".getBytes(UTF_8));

        Cause cause = reader.read(record).cause();

        assertThat(cause.kind()).isEqualTo("Outer");
        assertThat(cause.text()).isEqualTo("timed out");
        assertThat(cause.classes()).containsExactly("org.example.Outer", "java.net.SocketTimeoutException");
        assertThat(cause.stackTrace()).isEqualTo("at org.example");
    }
}

package dev.elch.dlq.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.ExceptionHeaders;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.MongoDeadLetterDocument;
import dev.elch.dlq.deadletter.Payload;
import dev.elch.testkit.generated.GeneratedInput;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds for records that resemble dead letters. */
class GeneratedDeadLettersTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final List<String> NAMES = List.of(
            DeliveryHeaders.EVENT_KEY,
            DeliveryHeaders.ATTEMPT,
            DeliveryHeaders.ROUND,
            DeliveryHeaders.FIRST_FAILED_AT,
            DeliveryHeaders.CAUSE,
            DeliveryHeaders.ORIGIN,
            DeliveryHeaders.STORED_RECORD,
            ExceptionHeaders.CLASS,
            ExceptionHeaders.CAUSE_CLASS,
            ExceptionHeaders.MESSAGE,
            ExceptionHeaders.STACK_TRACE);
    private static final GeneratedInput RECORDS = GeneratedInput.like(List.of(
            "event-1\n6\n1\n1772359100000\nbad_address|550 5.1.1|no such user\nuser-signed-in-0-1\n" + "0".repeat(64),
            "event-1\n1\n0\n1772359100000\n||\n\n\norg.example.Outer\njava.net.SocketTimeoutException\ntimed out\nat org.example",
            "e\n1\n0\n\nundecodable||not a value\nuser-signed-in.retry-1s-2-99\n\n\n\n\n\nsomething else"));

    @Test
    void any_record_of_the_dead_letter_topic_can_be_stored_and_read_back() {
        RECORDS.hold(GeneratedInput.SHORT, GeneratedDeadLettersTest::assertRecord);
    }

    @Test
    @Tag("slow")
    void any_record_of_the_dead_letter_topic_can_be_stored_and_read_back_for_a_minute() {
        RECORDS.hold(GeneratedInput.LONG, GeneratedDeadLettersTest::assertRecord);
    }

    private static void assertRecord(byte[] input) {
        String[] values = new String(input, StandardCharsets.ISO_8859_1).split("\n", -1);
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("user-signed-in.dlt", 2, 17, input, input);
        for (int index = 0; index < values.length; index++) {
            String name = index < NAMES.size() ? NAMES.get(index) : values[index];
            record.headers().add(name, values[index].getBytes(StandardCharsets.ISO_8859_1));
        }

        DeadLetter deadLetter = reader(values).read(record);
        Document written = MongoDeadLetterDocument.write(deadLetter);
        Document stored = new DocumentCodec()
                .decode(
                        new RawBsonDocument(written, new DocumentCodec()).asBsonReader(),
                        org.bson.codecs.DecoderContext.builder().build());
        DeadLetter readBack = MongoDeadLetterDocument.read(stored);

        assertThat(readBack.id()).isEqualTo(deadLetter.id());
        assertThat(readBack.raw()).isEqualTo(deadLetter.raw());
        assertThat(readBack.cause()).isEqualTo(deadLetter.cause());
        assertThat(deadLetter.cause().text().length()).isLessThanOrEqualTo(1_000);
    }

    /** What the value says is as foreign as the headers. */
    private static KafkaDeadLetterReader reader(String[] values) {
        String text =
                new String(values[values.length - 1].getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        Payload payload = values.length % 2 == 0
                ? new Payload.Undecodable(text)
                : new Payload.Decoded(Map.of("eventKey", text, "userId", text, "email", text));
        return new KafkaDeadLetterReader(value -> payload, id -> Optional.empty(), Clock.fixed(NOW, ZoneOffset.UTC));
    }
}

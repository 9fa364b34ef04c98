package dev.elch.dlq.intake;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.EventKeys;
import dev.elch.contract.ExceptionHeaders;
import dev.elch.dlq.deadletter.Bytes;
import dev.elch.dlq.deadletter.Cause;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.DeadLetterId;
import dev.elch.dlq.deadletter.DeadLetterStatus;
import dev.elch.dlq.deadletter.Payload;
import dev.elch.dlq.deadletter.RawHeader;
import dev.elch.dlq.deadletter.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Makes a dead letter out of a record of the dead-letter topic, whatever the record holds. */
final class KafkaDeadLetterReader {

    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_TRACE = 32_000;

    private final PayloadDecoder payloads;
    private final Function<String, Optional<Bytes>> storedValues;
    private final Clock clock;

    /** @param storedValues finds the value of a short record by its id, which a replay sends as well in place of the value */
    KafkaDeadLetterReader(PayloadDecoder payloads, Function<String, Optional<Bytes>> storedValues, Clock clock) {
        this.payloads = payloads;
        this.storedValues = storedValues;
        this.clock = clock;
    }

    DeadLetter read(ConsumerRecord<byte[], byte[]> record) {
        Instant now = clock.instant();
        RawRecord raw = raw(record);
        DeliveryHeaders headers = DeliveryHeaders.readFrom(record.headers(), now);
        Payload payload = payload(raw.value(), headers.storedRecord());
        return new DeadLetter(
                identity(headers, payload, raw),
                raw,
                payload,
                cause(headers, record.headers()),
                headers.attempt(),
                headers.firstFailedAt(),
                raw.appendedAt(),
                now,
                DeadLetterStatus.fresh(now));
    }

    private Payload payload(@Nullable Bytes value, @Nullable String storedRecord) {
        if (value != null) {
            return payloads.decode(value);
        }
        return storedRecord == null
                ? new Payload.Undecodable("no value")
                : storedValues
                        .apply(storedRecord)
                        .map(payloads::decode)
                        .orElseGet(() -> new Payload.Undecodable(
                                "the value kept as " + storedRecord + " is not in this database"));
    }

    private static RawRecord raw(ConsumerRecord<byte[], byte[]> record) {
        List<RawHeader> headers = StreamSupport.stream(record.headers().spliterator(), false)
                .map(header -> new RawHeader(header.key(), Bytes.ofNullable(header.value())))
                .toList();
        return new RawRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(Math.max(0, record.timestamp())),
                Bytes.ofNullable(record.key()),
                Bytes.ofNullable(record.value()),
                headers);
    }

    private static DeadLetterId identity(DeliveryHeaders headers, Payload payload, RawRecord raw) {
        return Optional.ofNullable(headers.eventKey())
                .or(() -> payload.text("eventKey").filter(EventKeys::isAcceptable))
                .map(key -> new DeadLetterId(key, headers.round()))
                .orElseGet(() -> DeadLetterId.at(raw, headers.round()));
    }

    private static Cause cause(DeliveryHeaders ours, Headers all) {
        List<String> classes = Stream.of(ExceptionHeaders.CLASS, ExceptionHeaders.CAUSE_CLASS)
                .map(name -> text(all, name, LONGEST_TEXT))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        String stackTrace =
                text(all, ExceptionHeaders.STACK_TRACE, LONGEST_TRACE).orElse(null);
        DeliveryHeaders.@Nullable Cause known = ours.cause();
        return known == null
                ? new Cause(
                        classes.stream()
                                .findFirst()
                                .map(KafkaDeadLetterReader::simpleName)
                                .orElse(Cause.UNKNOWN),
                        "",
                        text(all, ExceptionHeaders.MESSAGE, LONGEST_TEXT).orElse("the record does not say why"),
                        classes,
                        stackTrace)
                : new Cause(known.kind(), known.code(), known.text(), classes, stackTrace);
    }

    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    private static Optional<String> text(Headers headers, String name, int longest) {
        Header header = headers.lastHeader(name);
        return Optional.ofNullable(header == null ? null : header.value())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .map(text -> text.length() <= longest ? text : text.substring(0, longest))
                .filter(text -> !text.isBlank());
    }
}

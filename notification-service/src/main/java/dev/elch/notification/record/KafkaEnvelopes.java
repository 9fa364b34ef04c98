package dev.elch.notification.record;

import dev.elch.contract.DeliveryHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Between records of the broker and envelopes. */
public final class KafkaEnvelopes {

    private KafkaEnvelopes() {}

    /** Takes a record as it came; {@code now} decides whether a time in its headers is absurd. */
    public static Envelope read(ConsumerRecord<byte[], byte[]> from, Instant now) {
        return new Envelope(
                Envelope.Content.of(from.key()),
                Envelope.Content.of(from.value()),
                DeliveryHeaders.readFrom(from.headers(), now),
                others(from.headers()));
    }

    static ProducerRecord<byte[], byte[]> write(String topic, Envelope envelope) {
        ProducerRecord<byte[], byte[]> next = new ProducerRecord<>(
                topic, envelope.key().bytes(), envelope.value().bytes());
        envelope.others()
                .forEach(other -> next.headers().add(other.name(), other.value().bytes()));
        envelope.headers().writeTo(next.headers());
        return next;
    }

    /** Our headers as texts, for a store that is not the broker. */
    public static Map<String, String> texts(DeliveryHeaders headers) {
        RecordHeaders written = new RecordHeaders();
        headers.writeTo(written);
        Map<String, String> texts = new LinkedHashMap<>();
        written.forEach(header -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return texts;
    }

    /** What {@link #texts} made. */
    public static DeliveryHeaders headers(Map<String, ?> texts, Instant now) {
        RecordHeaders written = new RecordHeaders();
        texts.forEach((name, text) -> written.add(name, text.toString().getBytes(StandardCharsets.UTF_8)));
        return DeliveryHeaders.readFrom(written, now);
    }

    private static List<Envelope.Other> others(Headers headers) {
        List<Envelope.Other> others = new ArrayList<>();
        for (Header header : headers) {
            if (!DeliveryHeaders.NAMES.contains(header.key())) {
                others.add(new Envelope.Other(header.key(), Envelope.Content.of(header.value())));
            }
        }
        return others;
    }
}

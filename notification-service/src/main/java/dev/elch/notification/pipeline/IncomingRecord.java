package dev.elch.notification.pipeline;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.contract.Traceparent;
import dev.elch.notification.record.Envelope;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A record in hand.
 *
 * @param topic where it was read
 * @param partition where it was read
 * @param offset where it was read
 * @param envelope what it holds, with the headers as they were
 */
public record IncomingRecord(String topic, int partition, long offset, Envelope envelope) {

    /** {@code topic-partition-offset}: no two records have the same. */
    public String place() {
        return topic + "-" + partition + "-" + offset;
    }

    /**
     * What our headers say, as far as whoever may write to that topic is to be believed: nothing on the main topic, where
     * every event begins, and on the replay topic the round and whether somebody changed the value for it.
     */
    public DeliveryHeaders headers() {
        DeliveryHeaders written = envelope.headers();
        if (topic.equals(Topics.USER_SIGNED_IN)) {
            return new DeliveryHeaders(null, 1, 0, null, null, null, place(), 0);
        }
        if (topic.equals(Topics.REPLAY)) {
            int round = Math.max(1, written.round());
            return new DeliveryHeaders(
                    written.eventKey(),
                    1,
                    round,
                    null,
                    null,
                    null,
                    originOf(written),
                    written.endedClaim(),
                    written.isEdited());
        }
        return new DeliveryHeaders(
                written.eventKey(),
                written.attempt(),
                written.round(),
                written.dueAt(),
                written.firstFailedAt(),
                written.cause(),
                originOf(written),
                written.endedClaim(),
                written.isEdited());
    }

    /** The trace it belongs to; null when the record says nothing. */
    public @Nullable String traceparent() {
        return envelope.others().stream()
                .filter(other -> other.name().equals(DeliveryHeaders.TRACEPARENT))
                .map(other -> other.value().bytes())
                .filter(bytes -> bytes != null && bytes.length <= 64)
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                .findFirst()
                .orElse(null);
    }

    /** The id of the trace it belongs to, 32 hexadecimal digits; null when the record names none. */
    public @Nullable String traceId() {
        return Traceparent.traceId(traceparent());
    }

    private String originOf(DeliveryHeaders written) {
        return written.origin() == null ? place() : written.origin();
    }
}

package dev.elch.notification.pipeline;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.contract.Traceparent;
import dev.elch.notification.record.Envelope;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read.
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
     * What our headers say, as far as the writers of that topic are trusted: nothing on the main topic, where every event
     * begins; on the replay topic the round, whether the value was changed for it, and where the value is kept.
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
                    written.isEdited(),
                    written.storedRecord());
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
                written.isEdited(),
                written.storedRecord());
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

package dev.elch.dlq.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record of the dead-letter topic exactly as it was read: what is sent when it is replayed.
 *
 * @param appendedAt the record's timestamp
 */
public record RawRecord(
        String topic,
        int partition,
        long offset,
        Instant appendedAt,
        @Nullable Bytes key,
        @Nullable Bytes value,
        List<RawHeader> headers) {

    public RawRecord {
        headers = List.copyOf(headers);
    }

    /** The header of this name, or the last of several; empty when there is none or it has no value. */
    public Optional<Bytes> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equals(name))
                .reduce((first, last) -> last)
                .map(RawHeader::value);
    }

    /** {@code topic-partition-offset}: unlike anything in the record, this cannot be forged. */
    public String position() {
        return topic + "-" + partition + "-" + offset;
    }
}

package dev.elch.notification.record;

import java.time.Instant;
import java.util.Optional;

/**
 * Keeps values that no topic takes, so that a short record can go in place of theirs. Safe for use by many threads at once.
 */
public interface StoredRecords {

    /**
     * Keeps a value for longer than a dead letter and its replays live; keeping it twice keeps it once.
     *
     * @return the id that a record bears in its place
     */
    String keep(byte[] value, Instant now);

    /** A record that bears an id in place of the value of {@code envelope}, which is kept. */
    default Envelope shorten(Envelope envelope, Instant now) {
        byte[] value = envelope.value().bytes();
        return envelope.shortened(
                value == null ? envelope.headers() : envelope.headers().storedAs(keep(value, now)));
    }

    /** The value with that id, which is then kept for that long from {@code now} on; empty when it is not there any more. */
    Optional<byte[]> find(String id, Instant now);
}

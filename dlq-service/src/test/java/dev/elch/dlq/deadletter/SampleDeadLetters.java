package dev.elch.dlq.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Dead letters for tests. */
public final class SampleDeadLetters {

    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private static final AtomicLong offsets = new AtomicLong();

    private SampleDeadLetters() {}

    /** Refused for {@code 550 5.1.1} in the first round. */
    public static DeadLetter deadLetter(String eventKey) {
        return deadLetter(
                eventKey,
                0,
                "value of " + eventKey,
                NOW,
                new Cause("bad_address", "550 5.1.1", "no such user", List.of(), null));
    }

    public static DeadLetter deadLetter(String eventKey, int round, String value, Instant failedAt, Cause cause) {
        RawRecord raw = new RawRecord(
                "user-signed-in.dlt",
                0,
                offsets.incrementAndGet(),
                failedAt,
                Bytes.copyOf("github:1".getBytes(UTF_8)),
                Bytes.copyOf(value.getBytes(UTF_8)),
                List.of(new RawHeader("traceparent", Bytes.copyOf(new byte[] {0, 1}))));
        Payload payload = new Payload.Decoded(Map.of(
                "eventKey", eventKey,
                "userId", "github:1",
                "login", "bat-erdene",
                "email", "bat@example.mn",
                "occurredAt", failedAt.toString()));
        return new DeadLetter(
                new DeadLetterId(eventKey, round),
                raw,
                payload,
                cause,
                6,
                failedAt.minusSeconds(760),
                failedAt,
                failedAt,
                DeadLetterStatus.fresh(failedAt));
    }
}

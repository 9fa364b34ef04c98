package dev.elch.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which times a sign-in can have happened at. Outside of them the producer has a fault: seconds or microseconds taken for
 * milliseconds, a clock that was never set, a year that was never filled in.
 */
public final class EventTimes {

    /** Before it no sign-in was published: milliseconds that were seconds are in January 1970. */
    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** How far the producer's clock may be ahead of ours. */
    public static final Duration TOLERATED_FUTURE = Duration.ofMinutes(5);

    private EventTimes() {}

    /**
     * What is wrong with {@code occurredAt}, as the end of a sentence that begins with the name of the field; empty when it
     * is {@link #EARLIEST} or later and at most {@link #TOLERATED_FUTURE} after {@code now}.
     */
    public static Optional<String> fault(Instant occurredAt, Instant now) {
        if (occurredAt.isBefore(EARLIEST)) {
            return Optional.of("must not be before " + EARLIEST);
        }
        return occurredAt.isAfter(now.plus(TOLERATED_FUTURE))
                ? Optional.of("must not be in the future")
                : Optional.empty();
    }
}

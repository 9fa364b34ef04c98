package dev.elch.testkit.fault;

import java.time.Duration;

/** What a {@link FaultProxy} does to the bytes that pass. */
public sealed interface Fault {

    /** Nothing. */
    record None() implements Fault {}

    /** Every piece of data, in both directions, arrives later by {@code delay}. */
    record Latency(Duration delay) implements Fault {
        public Latency {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("a latency of " + delay + " would be a time machine");
            }
        }
    }

    /** Connections stay open and take data, and nothing arrives at either side: half-open, as behind a dead router. */
    record BlackHole() implements Fault {}

    /**
     * The server gets everything, but of what it answers only {@code bytes} come through on each connection, and then the
     * connection is reset: the answer is lost although the deed was done.
     */
    record SwallowReplyAfter(int bytes) implements Fault {
        public SwallowReplyAfter {
            if (bytes < 0) {
                throw new IllegalArgumentException("cannot let " + bytes + " bytes pass");
            }
        }
    }
}

package dev.elch.benchmarks.bench;

import java.time.Duration;
import java.util.List;

/** A system that turns sign-ins into mails, started with all servers that it needs. */
interface Contestant extends AutoCloseable {

    /**
     * Hands over sign-ins to {@link Jobs#address} 0 to {@code count - 1} of {@code prefix}; returns when all are handed over.
     *
     * @param perSecond 0: as fast as possible; else the i-th is due i / perSecond seconds after {@code startMicros}
     * @param startMicros epoch microseconds
     */
    void load(String prefix, int count, int perSecond, long startMicros);

    /** All its processes but ours. */
    List<Part> parts();

    /** Within which a start must be through. */
    Duration START_LIMIT = Duration.ofMinutes(2);

    @Override
    void close();

    /**
     * One process of a contestant.
     *
     * @param role such as {@code service}, {@code database} or {@code broker}
     */
    record Part(String role, long pid) {}
}

package dev.elch.benchmarks.lateness;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Durations in nanoseconds, sorted. */
final class Percentiles {

    private final long[] sorted;

    private Percentiles(long[] sorted) {
        this.sorted = sorted;
    }

    static Percentiles of(LongStream nanos) {
        return new Percentiles(nanos.sorted().toArray());
    }

    /** The nearest rank, in milliseconds. */
    double millis(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(1, rank) - 1] / 1e6;
    }

    long negative() {
        return Arrays.stream(sorted).filter(nanos -> nanos < 0).count();
    }

    @Override
    public String toString() {
        return sorted.length == 0
                ? "nothing measured"
                : "p50 %8.1f  p90 %8.1f  p99 %8.1f  max %8.1f ms"
                        .formatted(millis(50), millis(90), millis(99), millis(100));
    }
}

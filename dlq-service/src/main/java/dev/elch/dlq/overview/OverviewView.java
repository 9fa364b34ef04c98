package dev.elch.dlq.overview;

import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.group.HourlyCounts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How much there is to do, and how it has developed.
 *
 * @param open open dead letters
 * @param oldestOpenAt when the oldest of them was given up; absent: there is none
 * @param oldestOpen its id
 * @param replaysAtWork replays that are being written down, sent, waited for or cancelled
 * @param range {@code 24h}, {@code 7d} or {@code 30d}
 * @param history oldest span first; the last one is not over yet
 */
record OverviewView(
        long open,
        @Nullable Instant oldestOpenAt,
        @Nullable String oldestOpen,
        long replaysAtWork,
        String range,
        List<SpanView> history) {

    static OverviewView of(
            long open,
            Optional<DeadLetter> oldest,
            long replaysAtWork,
            HistoryRange range,
            HourlyCounts counts,
            Instant now) {
        return new OverviewView(
                open,
                oldest.map(DeadLetter::failedAt).orElse(null),
                oldest.map(deadLetter -> deadLetter.id().toString()).orElse(null),
                replaysAtWork,
                range.word(),
                history(range, counts, now));
    }

    private static List<SpanView> history(HistoryRange range, HourlyCounts counts, Instant now) {
        long first = range.firstHour(now);
        return IntStream.range(0, range.spans())
                .mapToLong(span -> first + (long) span * range.hoursInASpan())
                .mapToObj(hour -> new SpanView(
                        HistoryRange.instant(hour),
                        sum(counts.arrived(), hour, range),
                        sum(counts.resolved(), hour, range)))
                .toList();
    }

    private static long sum(Map<Long, Long> byHour, long first, HistoryRange range) {
        return LongStream.range(first, first + range.hoursInASpan())
                .map(hour -> byHour.getOrDefault(hour, 0L))
                .sum();
    }

    /**
     * One span of the history.
     *
     * @param at its beginning
     * @param arrived dead letters that were given up in it
     * @param resolved dead letters that were delivered, dropped, discarded or handed over in it
     */
    record SpanView(Instant at, long arrived, long resolved) {}
}

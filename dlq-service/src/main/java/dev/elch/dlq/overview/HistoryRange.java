package dev.elch.dlq.overview;

import dev.elch.dlq.problem.InvalidFieldException;
import java.time.Instant;
import java.util.stream.Stream;

/** How far a history goes back, and how long each of its spans is. */
enum HistoryRange {
    DAY("24h", 24, 1),
    WEEK("7d", 28, 6),
    MONTH("30d", 30, 24);

    private static final long HOUR_SECONDS = 3_600;

    private final String word;
    private final int spans;
    private final int hoursInASpan;

    HistoryRange(String word, int spans, int hoursInASpan) {
        this.word = word;
        this.spans = spans;
        this.hoursInASpan = hoursInASpan;
    }

    /** @throws InvalidFieldException when there is no such range */
    static HistoryRange ofWord(String word) {
        return Stream.of(values())
                .filter(range -> range.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException("range", "must be 24h, 7d or 30d"));
    }

    String word() {
        return word;
    }

    int spans() {
        return spans;
    }

    int hoursInASpan() {
        return hoursInASpan;
    }

    /** The first hour of the first span, in hours since 1970 UTC; the last span holds {@code now}. */
    long firstHour(Instant now) {
        long spanOfNow = Math.floorDiv(now.getEpochSecond(), HOUR_SECONDS * hoursInASpan);
        return (spanOfNow - spans + 1) * hoursInASpan;
    }

    static Instant instant(long hour) {
        return Instant.ofEpochSecond(hour * HOUR_SECONDS);
    }
}

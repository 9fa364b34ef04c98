package dev.elch.dlq.group;

import dev.elch.dlq.deadletter.DeadLetterState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the counters of one group change.
 *
 * @param byState what is added to the count of each state; may be negative
 * @param byHour arrivals by the hour in which they were given up
 * @param resolvedByHour dead letters with which nothing is left to do, by the hour since when
 */
record GroupDelta(
        String group,
        Map<DeadLetterState, Long> byState,
        SortedMap<Instant, Long> byHour,
        SortedMap<Instant, Long> resolvedByHour,
        Instant firstFailedAt,
        Instant lastFailedAt) {

    /** Adds up moves, by group. */
    static Collection<GroupDelta> of(Collection<CountedMove> moves) {
        Map<String, GroupDelta> deltas = new TreeMap<>();
        moves.forEach(move -> deltas.merge(move.group(), of(move), GroupDelta::plus));
        return deltas.values();
    }

    private static GroupDelta of(CountedMove move) {
        Map<DeadLetterState, Long> byState = new EnumMap<>(DeadLetterState.class);
        SortedMap<Instant, Long> byHour = new TreeMap<>();
        if (move.from() == null) {
            byHour.put(move.failedAt().truncatedTo(ChronoUnit.HOURS), 1L);
        } else {
            byState.merge(move.from(), -1L, Long::sum);
        }
        byState.merge(move.to(), 1L, Long::sum);
        SortedMap<Instant, Long> resolvedByHour = new TreeMap<>();
        if (move.isResolved()) {
            resolvedByHour.put(move.changedAt().truncatedTo(ChronoUnit.HOURS), 1L);
        }
        return new GroupDelta(move.group(), byState, byHour, resolvedByHour, move.failedAt(), move.failedAt());
    }

    private GroupDelta plus(GroupDelta other) {
        Map<DeadLetterState, Long> states = new EnumMap<>(byState);
        other.byState.forEach((state, count) -> states.merge(state, count, Long::sum));
        return new GroupDelta(
                group,
                states,
                sum(byHour, other.byHour),
                sum(resolvedByHour, other.resolvedByHour),
                firstFailedAt.isBefore(other.firstFailedAt) ? firstFailedAt : other.firstFailedAt,
                lastFailedAt.isAfter(other.lastFailedAt) ? lastFailedAt : other.lastFailedAt);
    }

    private static SortedMap<Instant, Long> sum(SortedMap<Instant, Long> one, SortedMap<Instant, Long> other) {
        SortedMap<Instant, Long> hours = new TreeMap<>(one);
        other.forEach((hour, count) -> hours.merge(hour, count, Long::sum));
        return hours;
    }
}

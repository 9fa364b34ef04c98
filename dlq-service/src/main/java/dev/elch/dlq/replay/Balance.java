package dev.elch.dlq.replay;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the dead letters of a job are: selected = delivered + failed again + handed over + skipped + open, always.
 *
 * @param counts dead letters by state
 * @param skipped those that were skipped, by reason
 */
public record Balance(Map<ReplayEntryState, Long> counts, SortedMap<String, Long> skipped) {

    public static final Balance NOTHING = new Balance(Map.of(), new TreeMap<>());

    public Balance {
        Map<ReplayEntryState, Long> sorted = new EnumMap<>(ReplayEntryState.class);
        sorted.putAll(counts);
        counts = Collections.unmodifiableMap(sorted);
        skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    }

    static Balance of(Collection<ReplayEntry> entries) {
        Map<ReplayEntryState, Long> counts = new EnumMap<>(ReplayEntryState.class);
        SortedMap<String, Long> skipped = new TreeMap<>();
        entries.forEach(entry -> {
            counts.merge(entry.state(), 1L, Long::sum);
            if (entry.state() == ReplayEntryState.SKIPPED) {
                skipped.merge(entry.reason() == null ? "unknown" : entry.reason(), 1L, Long::sum);
            }
        });
        return new Balance(counts, skipped);
    }

    Balance plus(Balance other) {
        Map<ReplayEntryState, Long> sum = new EnumMap<>(ReplayEntryState.class);
        sum.putAll(counts);
        other.counts.forEach((state, count) -> sum.merge(state, count, Long::sum));
        SortedMap<String, Long> reasons = new TreeMap<>(skipped);
        other.skipped.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
        return new Balance(sum, reasons);
    }

    public long count(ReplayEntryState state) {
        return counts.getOrDefault(state, 0L);
    }

    public long selected() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    public long open() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().isOpen())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}

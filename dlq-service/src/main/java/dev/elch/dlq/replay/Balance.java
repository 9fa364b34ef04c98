package dev.elch.dlq.replay;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the letters of a job are: selected = delivered + failed again + handed over + skipped + open, always.
 *
 * @param counts letters by state
 * @param skipped those that were skipped, by reason
 */
public record Balance(Map<EntryState, Long> counts, SortedMap<String, Long> skipped) {

    static final Balance NOTHING = new Balance(Map.of(), new TreeMap<>());

    public Balance {
        Map<EntryState, Long> sorted = new EnumMap<>(EntryState.class);
        sorted.putAll(counts);
        counts = Collections.unmodifiableMap(sorted);
        skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    }

    static Balance of(Collection<Entry> entries) {
        Map<EntryState, Long> counts = new EnumMap<>(EntryState.class);
        SortedMap<String, Long> skipped = new TreeMap<>();
        entries.forEach(entry -> {
            counts.merge(entry.state(), 1L, Long::sum);
            if (entry.state() == EntryState.SKIPPED) {
                skipped.merge(entry.reason() == null ? "unknown" : entry.reason(), 1L, Long::sum);
            }
        });
        return new Balance(counts, skipped);
    }

    Balance plus(Balance other) {
        Map<EntryState, Long> sum = new EnumMap<>(EntryState.class);
        sum.putAll(counts);
        other.counts.forEach((state, count) -> sum.merge(state, count, Long::sum));
        SortedMap<String, Long> reasons = new TreeMap<>(skipped);
        other.skipped.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
        return new Balance(sum, reasons);
    }

    public long count(EntryState state) {
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

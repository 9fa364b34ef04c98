package dev.elch.dlq.replay;

import dev.elch.dlq.preview.Scope;
import dev.elch.dlq.search.DeadLetterFilter;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The forecast of a replay that would be ordered now.
 *
 * @param filter the dead letters it would be ordered for
 * @param topic where they would be sent
 * @param scope what belongs to it
 * @param sent how many of these would be sent
 * @param skipped how many would not, by reason
 * @param sample ids of a few that would be sent
 * @param confirmation what has to be typed to order it; empty: nothing
 */
public record Preview(
        DeadLetterFilter filter,
        String topic,
        Scope scope,
        long sent,
        SortedMap<String, Long> skipped,
        List<String> sample,
        Optional<String> confirmation) {

    public Preview {
        skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
        sample = List.copyOf(sample);
    }

    /** How many belong to it. */
    public long selected() {
        return scope.selected();
    }
}

package dev.elch.dlq.replay;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the broker acknowledged of a batch. */
final class ReplayReceipt {

    private final Set<String> letters = new HashSet<>();
    private final Map<Integer, Long> positions = new TreeMap<>();

    void acknowledged(String letter, int partition, long offset) {
        letters.add(letter);
        positions.merge(partition, offset + 1, Math::max);
    }

    /** Ids of the letters that are on the topic for certain. */
    Set<String> letters() {
        return Set.copyOf(letters);
    }

    /** Behind the last of them, by partition. */
    Map<Integer, Long> positions() {
        return Map.copyOf(positions);
    }
}

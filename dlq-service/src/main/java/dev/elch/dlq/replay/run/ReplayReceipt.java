package dev.elch.dlq.replay.run;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the broker acknowledged of a batch. */
final class ReplayReceipt {

    private final Set<String> deadLetters = new HashSet<>();
    private final Map<Integer, Long> positions = new TreeMap<>();

    void acknowledged(String deadLetter, int partition, long offset) {
        deadLetters.add(deadLetter);
        positions.merge(partition, offset + 1, Math::max);
    }

    /** Ids of the dead letters that are on the topic for certain. */
    Set<String> deadLetters() {
        return Set.copyOf(deadLetters);
    }

    /** Behind the last of them, by partition. */
    Map<Integer, Long> positions() {
        return Map.copyOf(positions);
    }
}

package dev.elch.dlq.replay;

import dev.elch.dlq.deadletter.Confirmation;
import dev.elch.dlq.deadletter.DeadLetterFilter;
import dev.elch.dlq.deadletter.Outline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up a {@link Preview}, dead letter by dead letter. */
final class PreviewCount {

    private static final int SAMPLE = 5;

    private final SortedMap<String, Long> skipped = new TreeMap<>();
    private final List<String> sample = new ArrayList<>();
    private long sent;
    private long selected;

    void add(Outline deadLetter, Optional<String> skippedFor) {
        selected++;
        if (skippedFor.isPresent()) {
            skipped.merge(skippedFor.get(), 1L, Long::sum);
            return;
        }
        sent++;
        if (sample.size() < SAMPLE) {
            sample.add(deadLetter.id());
        }
    }

    Preview preview(DeadLetterFilter filter, String topic, Confirmation confirmation) {
        return new Preview(filter, topic, selected, sent, skipped, sample, confirmation.needed(Replays.VERB, selected));
    }
}

package dev.elch.dlq.replay;

import dev.elch.dlq.preview.Candidate;
import dev.elch.dlq.preview.Confirmation;
import dev.elch.dlq.preview.Scope;
import dev.elch.dlq.preview.ScopeCount;
import dev.elch.dlq.search.DeadLetterFilter;
import java.time.Instant;
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
    private final ScopeCount scope = new ScopeCount();

    void add(Candidate deadLetter, Optional<String> skippedFor) {
        scope.add(deadLetter);
        if (skippedFor.isPresent()) {
            skipped.merge(skippedFor.get(), 1L, Long::sum);
            return;
        }
        sent++;
        if (sample.size() < SAMPLE) {
            sample.add(deadLetter.summary().id());
        }
    }

    /** @param at when the dead letters were looked at */
    Preview preview(DeadLetterFilter filter, String topic, Confirmation confirmation, Instant at) {
        Scope all = scope.scope(Replays.VERB + " to " + topic, filter, at);
        return new Preview(
                filter, topic, all, sent, skipped, sample, confirmation.needed(Replays.VERB, all.selected()));
    }
}

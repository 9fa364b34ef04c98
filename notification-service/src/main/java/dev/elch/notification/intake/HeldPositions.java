package dev.elch.notification.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Watches which positions do not move although the record that holds them is due. Told of every position from time to time;
 * not thread-safe.
 */
final class HeldPositions {

    private final Duration heldAtMost;
    private final Map<Source, Held> held = new LinkedHashMap<>();

    /** @param heldAtMost a position that stands for longer is reported */
    HeldPositions(Duration heldAtMost) {
        this.heldAtMost = heldAtMost;
    }

    /** How a partition stands at {@code now}. */
    void noted(Source source, PartitionState state, Instant now) {
        Instant due = state.holderDue();
        if (due == null) {
            held.remove(source);
            return;
        }
        Held before = held.get(source);
        Instant since = before != null && before.position == state.position() ? before.since : now;
        held.put(source, new Held(state.position(), due.isAfter(since) ? due : since));
    }

    void gone(Collection<Source> sources) {
        held.keySet().removeAll(sources);
    }

    /** The partitions that are held for too long, as {@code topic-partition}, each with its offset and how long it stands. */
    Map<String, String> tooLong(Instant now) {
        Map<String, String> tooLong = new TreeMap<>();
        held.forEach((source, position) -> {
            Duration stands = Duration.between(position.since, now);
            if (stands.compareTo(heldAtMost) > 0) {
                tooLong.put(source.toString(), "offset " + position.position + " for " + stands.toSeconds() + " s");
            }
        });
        return tooLong;
    }

    private record Held(long position, Instant since) {}
}

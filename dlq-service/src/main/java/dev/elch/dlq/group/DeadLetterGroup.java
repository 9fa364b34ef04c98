package dev.elch.dlq.group;

import dev.elch.dlq.deadletter.DeadLetterState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Dead letters with the same cause.
 *
 * @param fingerprint its id
 * @param kind cause kind
 * @param code provider code; empty: none
 * @param message the message of one of them, without what differs from dead letter to dead letter
 * @param classes exception classes, outermost first
 * @param counts how many dead letters stand in which state; states without dead letters may be absent
 * @param firstFailedAt when the oldest was given up
 * @param lastFailedAt when the newest was given up
 * @param arrivedByHour how many were given up in each of the last 24 hours, the current one last
 */
public record DeadLetterGroup(
        String fingerprint,
        String kind,
        String code,
        String message,
        List<String> classes,
        Map<DeadLetterState, Long> counts,
        Instant firstFailedAt,
        Instant lastFailedAt,
        List<Long> arrivedByHour) {

    public DeadLetterGroup {
        classes = List.copyOf(classes);
        counts = Map.copyOf(counts);
        arrivedByHour = List.copyOf(arrivedByHour);
    }

    public long open() {
        return counts.getOrDefault(DeadLetterState.OPEN, 0L);
    }

    /** How many dead letters there are; those whose time is over do not count. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum()
                - counts.getOrDefault(DeadLetterState.EXPIRED, 0L);
    }
}

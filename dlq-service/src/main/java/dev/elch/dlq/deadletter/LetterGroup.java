package dev.elch.dlq.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Letters that died of the same trouble.
 *
 * @param fingerprint its id
 * @param kind cause kind
 * @param code provider code; empty: none
 * @param message the message of one of them, without what differs from letter to letter
 * @param classes exception classes, outermost first
 * @param counts how many letters stand in which state; states without letters may be absent
 * @param firstFailedAt when the oldest was given up
 * @param lastFailedAt when the newest was given up
 * @param arrivedByHour how many were given up in each of the last 24 hours, the current one last
 */
public record LetterGroup(
        String fingerprint,
        String kind,
        String code,
        String message,
        List<String> classes,
        Map<LetterState, Long> counts,
        Instant firstFailedAt,
        Instant lastFailedAt,
        List<Long> arrivedByHour) {

    public LetterGroup {
        classes = List.copyOf(classes);
        counts = Map.copyOf(counts);
        arrivedByHour = List.copyOf(arrivedByHour);
    }

    public long open() {
        return counts.getOrDefault(LetterState.OPEN, 0L);
    }

    /** How many letters there are; those whose time is over do not count. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum() - counts.getOrDefault(LetterState.EXPIRED, 0L);
    }
}

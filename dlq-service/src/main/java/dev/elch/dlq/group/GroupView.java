package dev.elch.dlq.group;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A group of dead letters with the same cause.
 *
 * @param id fingerprint; also a value for the filter {@code group}
 * @param counts how many dead letters stand in which state
 * @param arrivedByHour how many were given up in each of the last 24 hours, the current one last
 */
record GroupView(
        String id,
        String kind,
        String code,
        String message,
        List<String> classes,
        long open,
        long total,
        Map<String, Long> counts,
        Instant firstFailedAt,
        Instant lastFailedAt,
        List<Long> arrivedByHour) {

    static GroupView of(DeadLetterGroup group) {
        Map<String, Long> counts = new TreeMap<>();
        group.counts().forEach((state, count) -> counts.put(state.word(), count));
        return new GroupView(
                group.fingerprint(),
                group.kind(),
                group.code(),
                group.message(),
                group.classes(),
                group.open(),
                group.total(),
                counts,
                group.firstFailedAt(),
                group.lastFailedAt(),
                group.arrivedByHour());
    }
}

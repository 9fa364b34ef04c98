package dev.elch.dlq.group;

import java.util.Map;
import java.util.TreeMap;

/**
 * Dead letters by hour, in hours since 1970 UTC.
 *
 * @param arrived how many were given up
 * @param resolved with how many nothing was left to do any more
 */
public record HourlyCounts(Map<Long, Long> arrived, Map<Long, Long> resolved) {

    static final HourlyCounts NONE = new HourlyCounts(Map.of(), Map.of());

    public HourlyCounts {
        arrived = Map.copyOf(arrived);
        resolved = Map.copyOf(resolved);
    }

    HourlyCounts plus(Map<Long, Long> moreArrived, Map<Long, Long> moreResolved) {
        return new HourlyCounts(sum(arrived, moreArrived), sum(resolved, moreResolved));
    }

    private static Map<Long, Long> sum(Map<Long, Long> one, Map<Long, Long> other) {
        Map<Long, Long> sum = new TreeMap<>(one);
        other.forEach((hour, count) -> sum.merge(hour, count, Long::sum));
        return sum;
    }
}

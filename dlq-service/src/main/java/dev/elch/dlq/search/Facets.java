package dev.elch.dlq.search;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How many dead letters meet a filter, and which values they have.
 *
 * @param count how many, at most {@value #MOST}
 * @param isMore whether there are more than {@code count}
 * @param values how many of these have which value, by criterion and value; the most frequent {@value #MOST_VALUES} of each
 */
public record Facets(int count, boolean isMore, Map<String, Map<String, Integer>> values) {

    static final int MOST = 10_000;
    private static final int MOST_VALUES = 50;

    /** The criteria whose values are counted. */
    static final List<Criterion> COUNTED =
            List.of(Criterion.STATE, Criterion.KIND, Criterion.CODE, Criterion.DOMAIN, Criterion.PROVIDER);

    static final Facets NONE = new Facets(0, false, Map.of());

    /** Counts one dead letter after another. */
    static final class Builder {

        private final Map<Criterion, Map<String, Integer>> counted = new EnumMap<>(Criterion.class);
        private int seen;

        /** @param value the value that the dead letter has for a criterion; null: none */
        <T> void add(BiFunction<Criterion, T, @Nullable String> value, T deadLetter) {
            seen++;
            if (seen > MOST) {
                return;
            }
            for (Criterion criterion : COUNTED) {
                String found = value.apply(criterion, deadLetter);
                if (found != null && !found.isEmpty()) {
                    counted.computeIfAbsent(criterion, any -> new TreeMap<>()).merge(found, 1, Integer::sum);
                }
            }
        }

        Facets build() {
            Map<String, Map<String, Integer>> values = new LinkedHashMap<>();
            counted.forEach((criterion, counts) -> values.put(criterion.word(), mostFrequent(counts)));
            return new Facets(Math.min(seen, MOST), seen > MOST, values);
        }

        private static Map<String, Integer> mostFrequent(Map<String, Integer> counts) {
            return counts.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                    .limit(MOST_VALUES)
                    .collect(
                            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Integer::sum, LinkedHashMap::new));
        }
    }
}

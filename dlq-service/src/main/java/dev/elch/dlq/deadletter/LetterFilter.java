package dev.elch.dlq.deadletter;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which letters are meant: those that meet every criterion.
 *
 * @param wanted values in canonical form by criterion; empty: all letters
 */
public record LetterFilter(SortedMap<Criterion, String> wanted) {

    public LetterFilter {
        SortedMap<Criterion, String> canonical = new TreeMap<>();
        wanted.forEach((criterion, value) -> canonical.put(criterion, criterion.canonical(value)));
        wanted = Collections.unmodifiableSortedMap(canonical);
    }

    public static LetterFilter all() {
        return new LetterFilter(new TreeMap<>());
    }

    /**
     * Reads a wish as it was written.
     *
     * @throws InvalidFilterException for a name that is no criterion and for a value that makes no sense
     */
    public static LetterFilter of(Map<String, String> valuesByName) {
        SortedMap<Criterion, String> wanted = new TreeMap<>();
        valuesByName.forEach((name, value) -> wanted.put(
                Criterion.ofWord(name)
                        .orElseThrow(() -> new InvalidFilterException(
                                name, "letters can not be found by this; there are " + knownNames())),
                value));
        return new LetterFilter(wanted);
    }

    public LetterFilter with(Criterion criterion, String value) {
        SortedMap<Criterion, String> more = new TreeMap<>(wanted);
        more.put(criterion, value);
        return new LetterFilter(more);
    }

    public Optional<String> value(Criterion criterion) {
        return Optional.ofNullable(wanted.get(criterion));
    }

    public boolean isEmpty() {
        return wanted.isEmpty();
    }

    /** By parameter name, for showing and for {@link #of}. */
    public SortedMap<String, String> valuesByName() {
        SortedMap<String, String> named = new TreeMap<>();
        wanted.forEach((criterion, value) -> named.put(criterion.word(), value));
        return named;
    }

    /** Equal for filters that mean the same. */
    @Override
    public String toString() {
        return wanted.isEmpty()
                ? "all"
                : wanted.entrySet().stream()
                        .map(entry -> entry.getKey().word() + "=" + entry.getValue())
                        .collect(Collectors.joining(" & "));
    }

    private static String knownNames() {
        return Stream.of(Criterion.values()).map(Criterion::word).collect(Collectors.joining(", "));
    }
}

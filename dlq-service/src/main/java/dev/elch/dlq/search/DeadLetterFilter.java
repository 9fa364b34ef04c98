package dev.elch.dlq.search;

import dev.elch.contract.MaskedText;
import dev.elch.dlq.deadletter.DeadLetterState;
import dev.elch.dlq.problem.InvalidFieldException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Selects the dead letters that meet every criterion.
 *
 * @param wanted values in canonical form by criterion; empty: all dead letters
 */
public record DeadLetterFilter(SortedMap<Criterion, String> wanted) {

    private static final String HIDDEN = "***";

    /** Where a personal criterion begins in the text of a filter. */
    private static final Pattern PERSONAL = Stream.of(Criterion.values())
            .filter(Criterion::isPersonal)
            .map(Criterion::word)
            .collect(Collectors.collectingAndThen(
                    Collectors.joining("|"), words -> Pattern.compile("(?:^| & )(?:" + words + ")=")));

    public DeadLetterFilter {
        SortedMap<Criterion, String> canonical = new TreeMap<>();
        wanted.forEach((criterion, value) -> canonical.put(criterion, criterion.canonical(value)));
        wanted = Collections.unmodifiableSortedMap(canonical);
    }

    public static DeadLetterFilter all() {
        return new DeadLetterFilter(new TreeMap<>());
    }

    /**
     * Parses a filter.
     *
     * @throws InvalidFieldException for a name that is no criterion and for a value that makes no sense
     */
    public static DeadLetterFilter of(Map<String, String> valuesByName) {
        SortedMap<Criterion, String> wanted = new TreeMap<>();
        valuesByName.forEach((name, value) -> wanted.put(
                Criterion.ofWord(name)
                        .orElseThrow(() ->
                                new InvalidFieldException(name, "is not a filter; the filters are " + knownNames())),
                value));
        return new DeadLetterFilter(wanted);
    }

    public DeadLetterFilter with(Criterion criterion, String value) {
        SortedMap<Criterion, String> more = new TreeMap<>(wanted);
        more.put(criterion, value);
        return new DeadLetterFilter(more);
    }

    /** The same if a state is asked for, or else those that are in {@code usual}. */
    public DeadLetterFilter withState(DeadLetterState usual) {
        return value(Criterion.STATE).isPresent() ? this : with(Criterion.STATE, usual.word());
    }

    public Optional<String> value(Criterion criterion) {
        return Optional.ofNullable(wanted.get(criterion));
    }

    /**
     * Whether it tells who is meant: a criterion of it {@linkplain Criterion#isPersonal() is personal}, or a value holds a mail
     * address, with which a cause or a key could be compared.
     */
    public boolean isPersonal() {
        return wanted.entrySet().stream()
                .anyMatch(entry -> entry.getKey().isPersonal() || MaskedText.isNeeded(entry.getValue()));
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

    /** By parameter name, for those who may not know who is meant. */
    public SortedMap<String, String> valuesForViewers() {
        SortedMap<String, String> named = valuesByName();
        named.replaceAll((name, value) ->
                Criterion.ofWord(name).filter(Criterion::isPersonal).isPresent() ? HIDDEN : value);
        return named;
    }

    /** What {@link #toString()} wrote, for those who may not know who is meant: it ends with the first personal criterion. */
    public static String textForViewers(String filter) {
        Matcher personal = PERSONAL.matcher(filter);
        return personal.find() ? filter.substring(0, personal.end()) + HIDDEN : filter;
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

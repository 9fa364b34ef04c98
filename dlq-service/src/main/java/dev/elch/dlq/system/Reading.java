package dev.elch.dlq.system;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of a meter.
 *
 * @param meter name as Prometheus has it
 * @param tags without those that name the instance
 */
record Reading(String meter, Map<String, String> tags, double value) {

    private static final Pattern LINE =
            Pattern.compile("(?<meter>[a-z_]+)(?:\\{(?<tags>.*)\\})? (?<value>[-+0-9.eE]+|NaN)(?: \\d+)?");
    private static final Pattern TAG = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /** The value of a tag; empty when there is none of that name. */
    String tag(String name) {
        return tags.getOrDefault(name, "");
    }

    /** Those whose names begin with one of {@code beginnings}, in a text in Prometheus' format; NaN is left out. */
    static List<Reading> of(String text, List<String> beginnings) {
        return Arrays.stream(text.split("\n"))
                .map(Reading::parse)
                .flatMap(Optional::stream)
                .filter(reading ->
                        beginnings.stream().anyMatch(reading.meter()::startsWith) && !Double.isNaN(reading.value()))
                .toList();
    }

    private static Optional<Reading> parse(String line) {
        Matcher form = LINE.matcher(line);
        if (!form.matches()) {
            return Optional.empty();
        }
        Map<String, String> tags = new TreeMap<>();
        if (form.group("tags") != null) {
            TAG.matcher(form.group("tags")).results().forEach(tag -> tags.put(tag.group(1), tag.group(2)));
        }
        return Optional.of(new Reading(form.group("meter"), tags, Double.parseDouble(form.group("value"))));
    }
}

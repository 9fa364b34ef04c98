package dev.elch.contract.deployment;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is to be done to one topic.
 *
 * @param name of the topic
 * @param isMissing whether it has to be created
 * @param present the values of {@code wanted} as they are; empty for a missing topic
 * @param wanted settings that differ; of a missing topic all
 */
record TopicDifference(String name, boolean isMissing, Map<String, String> present, Map<String, String> wanted) {

    TopicDifference {
        present = Map.copyOf(present);
        wanted = Map.copyOf(wanted);
    }

    static TopicDifference missing(String name, Map<String, String> wanted) {
        return new TopicDifference(name, true, Map.of(), wanted);
    }

    boolean isNone() {
        return !isMissing && wanted.isEmpty();
    }

    /** One line for a terminal. */
    String line() {
        return isMissing
                ? "+ topic " + name
                : "~ topic " + name + ": "
                        + new TreeMap<>(wanted)
                                .entrySet().stream()
                                        .map(setting -> setting.getKey() + " "
                                                + present.getOrDefault(setting.getKey(), "(not set)") + " -> "
                                                + setting.getValue())
                                        .collect(Collectors.joining(", "));
    }
}

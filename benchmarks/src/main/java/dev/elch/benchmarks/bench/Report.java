package dev.elch.benchmarks.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a whole run found, as it stands in the JSON file.
 *
 * @param environment what it was measured on, for people
 */
record Report(Map<String, String> environment, List<Result> results) {

    /** Notes another round of {@code contestant} in {@code scenario}. */
    void add(String scenario, String contestant, Measurement round) {
        Result result = results.stream()
                .filter(each ->
                        each.scenario().equals(scenario) && each.contestant().equals(contestant))
                .findFirst()
                .orElseGet(() -> {
                    Result first = new Result(scenario, contestant, new ArrayList<>());
                    results.add(first);
                    return first;
                });
        result.rounds().add(round);
    }
}

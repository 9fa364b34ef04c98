package dev.elch.benchmarks.bench;

import java.util.List;
import java.util.Map;

/**
 * What a whole run found, as it stands in the JSON file.
 *
 * @param environment what it was measured on, for people
 */
record Report(Map<String, String> environment, List<Result> results) {}

package dev.elch.benchmarks.bench;

import java.util.List;

/** One contestant in one scenario, round by round. */
record Result(String scenario, String contestant, List<Measurement> rounds) {}

package dev.elch.benchmarks.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Results as tables: each figure is the median of the rounds, with the least and the greatest behind it. */
final class Tables {

    private static final List<String> HEAD = List.of(
            "contestant",
            "mails/s",
            "beside bull",
            "p50 ms",
            "p95 ms",
            "p99 ms",
            "missing",
            "twice",
            "service CPU ms/mail",
            "all CPU ms/mail",
            "service MB");

    private Tables() {}

    static String markdown(Report report) {
        StringJoiner page = new StringJoiner("\n");
        for (Scenario scenario : Scenario.values()) {
            List<Result> results = of(report, scenario);
            if (!results.isEmpty()) {
                page.add("### " + scenario.label());
                page.add(scenario.description() + ".");
                page.add("");
                page.add("| " + String.join(" | ", HEAD) + " |");
                page.add("|" + "---|".repeat(HEAD.size()));
                results.forEach(result -> page.add("| " + String.join(" | ", row(result, results)) + " |"));
                page.add("");
            }
        }
        return page.toString();
    }

    static String text(Report report) {
        StringJoiner page = new StringJoiner("\n");
        for (Scenario scenario : Scenario.values()) {
            List<Result> results = of(report, scenario);
            if (!results.isEmpty()) {
                page.add(scenario.label() + ": " + scenario.description());
                page.add(line(HEAD));
                results.forEach(result -> page.add(line(row(result, results))));
                page.add("");
            }
        }
        return page.toString();
    }

    private static List<Result> of(Report report, Scenario scenario) {
        return report.results().stream()
                .filter(result -> result.scenario().equals(scenario.label()))
                .toList();
    }

    private static String line(List<String> cells) {
        return cells.stream().map(cell -> "%-22s".formatted(cell)).collect(Collectors.joining(" "));
    }

    private static List<String> row(Result result, List<Result> beside) {
        return List.of(
                result.contestant(),
                spread(result, Measurement::perSecond, "%.0f"),
                ratio(result, beside),
                spread(result, Measurement::p50, "%.1f"),
                spread(result, Measurement::p95, "%.1f"),
                spread(result, Measurement::p99, "%.1f"),
                Integer.toString(
                        result.rounds().stream().mapToInt(Measurement::missing).sum()),
                Integer.toString(
                        result.rounds().stream().mapToInt(Measurement::copies).sum()),
                spread(result, round -> round.cpuMillisPerMail().getOrDefault("service", 0.0), "%.2f"),
                spread(result, round -> sum(round.cpuMillisPerMail()), "%.2f"),
                spread(result, round -> round.residentMegabytes().getOrDefault("service", 0.0), "%.0f"));
    }

    /** Of the rates, as the median of the rounds' ratios: rounds in turn share the state of the machine. */
    private static String ratio(Result result, List<Result> beside) {
        return beside.stream()
                .filter(other -> other.contestant().equals(Kind.BULL.label()))
                .findFirst()
                .map(bull -> {
                    int rounds = Math.min(bull.rounds().size(), result.rounds().size());
                    double[] ratios = new double[rounds];
                    for (int i = 0; i < rounds; i++) {
                        ratios[i] = result.rounds().get(i).perSecond()
                                / bull.rounds().get(i).perSecond();
                    }
                    return "%.2f x".formatted(median(ratios));
                })
                .orElse("-");
    }

    private static String spread(Result result, ToDoubleFunction<Measurement> figure, String format) {
        double[] values = result.rounds().stream().mapToDouble(figure).sorted().toArray();
        String median = String.format(Locale.ROOT, format, median(values));
        return values.length == 1
                ? median
                : String.format(
                        Locale.ROOT,
                        "%s (" + format + "-" + format + ")",
                        median,
                        values[0],
                        values[values.length - 1]);
    }

    private static double median(double... values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    private static double sum(Map<String, Double> values) {
        return values.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}

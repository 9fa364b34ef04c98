package dev.elch.benchmarks.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./bench}: runs scenarios with every contestant in turn, prints a table, and writes JSON, plots and the page of the docs. */
@Command(
        name = "./bench",
        mixinStandardHelpOptions = true,
        description = "Measures Elch beside what a team would run instead, in one run on this machine.")
final class Bench implements Callable<Integer> {

    @Parameters(
            paramLabel = "SCENARIO",
            description = "list, all, report (write the page from an earlier run's JSON), or names that list prints",
            defaultValue = "list",
            arity = "0..*")
    private List<String> scenarios = new ArrayList<>();

    @Option(names = "--quick", description = "smaller loads and one round: about ten minutes for all")
    private boolean isQuick;

    @Option(names = "--rounds", description = "rounds, each contestant in turn (default: 3, 1 with --quick)")
    private int rounds;

    @Option(names = "--contestants", split = ",", description = "default: all of ${COMPLETION-CANDIDATES}")
    private List<Kind> kinds = new ArrayList<>();

    @Option(names = "--json", description = "where the results go (default: ${DEFAULT-VALUE})")
    private Path json = Path.of("benchmarks/results.json");

    @Option(names = "--page", description = "where report writes the page (default: ${DEFAULT-VALUE})")
    private Path page = Path.of("docs/benchmarks.md");

    private final JsonMapper mapper = JsonMapper.builder().build();

    /** Named by its class alone. Kept here, or the level would be lost with the logger. */
    private static final Logger SERDE = Logger.getLogger("DefaultSchemaResolver");

    public static void main(String[] arguments) {
        SERDE.setLevel(Level.WARNING);
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (scenarios.contains("list")) {
            Stream.of(Scenario.values())
                    .forEach(each -> System.out.printf("%-16s%s%n", each.label(), each.description()));
            System.out.println();
            Stream.of(Kind.values()).forEach(each -> System.out.printf("%-16s%s%n", each.label(), each.description()));
            return CommandLine.ExitCode.OK;
        }
        if (scenarios.contains("report")) {
            writePage(mapper.readValue(Files.readString(json), Report.class));
            return CommandLine.ExitCode.OK;
        }
        Report report = measureAll();
        System.out.println();
        System.out.println(Tables.text(report));
        System.out.println("Results in " + json + "; ./bench report makes " + page + " from them.");
        return report.results().stream()
                        .allMatch(result -> result.rounds().stream().allMatch(round -> round.missing() == 0))
                ? CommandLine.ExitCode.OK
                : CommandLine.ExitCode.SOFTWARE;
    }

    private Report measureAll() throws IOException {
        int times = rounds > 0 ? rounds : isQuick ? 1 : 3;
        List<Scenario> chosen = scenarios.contains("all")
                ? List.of(Scenario.values())
                : scenarios.stream().map(Scenario::of).toList();
        Report report = new Report(Environment.describe(isQuick, times), new ArrayList<>());
        for (int round = 1; round <= times; round++) {
            for (Kind kind : contestants()) {
                System.out.printf("round %d of %d: %s%n", round, times, kind.label());
                measure(kind, chosen).forEach((scenario, found) -> report.add(scenario.label(), kind.label(), found));
                Files.writeString(json, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n");
            }
        }
        return report;
    }

    private List<Kind> contestants() {
        List<Kind> asked = kinds.isEmpty() ? List.of(Kind.values()) : kinds;
        String missing = NodeContestant.missing();
        if (missing == null || asked.stream().noneMatch(Bench::isNode)) {
            return asked;
        }
        System.out.println("Without Bull and BullMQ: " + missing);
        return asked.stream().filter(kind -> !isNode(kind)).toList();
    }

    private static boolean isNode(Kind kind) {
        return kind == Kind.BULL || kind == Kind.BULLMQ;
    }

    /** Starts it empty, warms it up once, and puts it through the scenarios one after the other. */
    private Map<Scenario, Measurement> measure(Kind kind, List<Scenario> chosen) throws IOException {
        Map<Scenario, Measurement> found = new LinkedHashMap<>();
        Path folder = Files.createTempDirectory("bench-" + kind.label());
        try (SmtpSink sink = new SmtpSink();
                Contestant contestant = kind.start(folder, sink)) {
            Run run = new Run(contestant, sink, isQuick);
            run.warmUp();
            for (Scenario scenario : chosen) {
                Measurement measurement = scenario.measure(run);
                System.out.printf(
                        "  %-16s%,8.0f/s   p99 %,.1f ms%n",
                        scenario.label(), measurement.perSecond(), measurement.p99());
                found.put(scenario, measurement);
            }
            return found;
        } finally {
            deleteRecursively(folder);
        }
    }

    private void writePage(Report report) throws IOException {
        StringJoiner text = new StringJoiner("\n");
        text.add("# Benchmarks");
        text.add(
                "Elch beside what a team would run instead, measured in one run. `./bench report` makes this page from the");
        text.add("results of `./bench all`. Compare the ratios: the machine is shared, and absolute");
        text.add("figures change with it. [How it is measured](../benchmarks/README.md).");
        text.add("");
        text.add("## Measured on");
        text.add("| what | value |");
        text.add("|---|---|");
        report.environment().forEach((what, value) -> text.add("| " + what + " | " + value + " |"));
        text.add("");
        text.add("## Contestants");
        text.add("| contestant | what it does | what its stores promise |");
        text.add("|---|---|---|");
        Stream.of(Kind.values())
                .forEach(kind ->
                        text.add("| `%s` | %s | %s |".formatted(kind.label(), kind.description(), kind.durability())));
        text.add("");
        text.add("## Results");
        text.add("The median of the rounds, with the least and the greatest in brackets.");
        text.add("");
        text.add(Tables.markdown(report));
        writePlots(report, text);
        Files.writeString(page, text + "\n");
        System.out.println("Wrote " + page);
    }

    private void writePlots(Report report, StringJoiner text) throws IOException {
        Path images = page.resolveSibling("images");
        Files.createDirectories(images);
        for (Scenario scenario : Scenario.values()) {
            List<Result> results = report.results().stream()
                    .filter(result -> result.scenario().equals(scenario.label()))
                    .toList();
            if (!results.isEmpty()) {
                boolean isRate = scenario == Scenario.BACKLOG || scenario == Scenario.SLOW_PROVIDER;
                String name = "bench-" + scenario.label() + ".svg";
                String svg = isRate
                        ? Plot.bars(scenario.label() + ", mails a second", results, Measurement::perSecond, "/s")
                        : Plot.bars(scenario.label() + ", p99", results, Measurement::p99, "ms");
                Files.writeString(images.resolve(name), svg);
                text.add("![%s](images/%s)".formatted(scenario.label(), name));
            }
        }
    }

    private static void deleteRecursively(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(java.util.Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

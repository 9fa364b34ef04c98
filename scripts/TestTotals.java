import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds up what the test runners reported: of one module as one line, or of all modules as a table, and then it fails when no
 * test ran. Below either stands the sum as Surefire words it, which is what programs that read build logs look for.
 *
 * <p>Usage: {@code java scripts/TestTotals.java ROOT [SINCE [MODULE]]}, where SINCE is the start of the build (ISO 8601,
 * UTC): older reports are left over from other builds and do not count.
 */
final class TestTotals {

    private static final Pattern SUITE = Pattern.compile("<testsuite [^>]*?>", Pattern.DOTALL);

    private int run;
    private int failures;
    private int errors;
    private int skipped;

    public static void main(String[] args) throws IOException {
        Path root = Path.of(args[0]).toAbsolutePath().normalize();
        Instant since = args.length > 1 ? Instant.parse(args[1]) : Instant.EPOCH;
        String onlyModule = args.length > 2 ? args[2] : "";

        TreeMap<String, TestTotals> byModule = new TreeMap<>();
        TestTotals all = new TestTotals();
        for (Path report : reports(root, since)) {
            String module = root.relativize(report).getName(0).toString();
            byModule.computeIfAbsent(module, name -> new TestTotals()).add(report);
            all.add(report);
        }

        if (!onlyModule.isEmpty()) {
            if (byModule.containsKey(onlyModule)) {
                TestTotals module = byModule.get(onlyModule);
                Duration passed = Duration.between(since, Instant.now());
                System.out.printf(
                        "%s, %d:%02d min after the start%n",
                        module.line(onlyModule), passed.toMinutes(), passed.toSecondsPart());
                System.out.println(module.asSurefireSaysIt());
            }
            return;
        }
        System.out.println();
        byModule.forEach((module, totals) -> System.out.println(totals.line(module)));
        System.out.println(all.line("all modules"));
        System.out.println(all.asSurefireSaysIt());
        if (all.run == all.skipped) {
            System.err.println("No test ran: that is not a green build.");
            System.exit(1);
        }
    }

    private static List<Path> reports(Path root, Instant since) throws IOException {
        try (var files = Files.walk(root, 4)) {
            return files.filter(file -> file.toString().matches(".*/target/(surefire|failsafe)-reports/TEST-[^/]*\\.xml"))
                    .filter(file -> file.toFile().lastModified() >= since.toEpochMilli())
                    .toList();
        }
    }

    private void add(Path report) throws IOException {
        Matcher suite = SUITE.matcher(Files.readString(report));
        if (suite.find()) {
            run += number(suite.group(), "tests");
            failures += number(suite.group(), "failures");
            errors += number(suite.group(), "errors");
            skipped += number(suite.group(), "skipped");
        }
    }

    private static int number(String element, String attribute) {
        Matcher value = Pattern.compile("\\b" + attribute + "=\"(\\d+)\"").matcher(element);
        return value.find() ? Integer.parseInt(value.group(1)) : 0;
    }

    private String line(String name) {
        int failed = failures + errors;
        return "%-22s %d passed, %d failed, %d skipped".formatted(name, run - skipped - failed, failed, skipped);
    }

    private String asSurefireSaysIt() {
        return "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d".formatted(run, failures, errors, skipped);
    }
}

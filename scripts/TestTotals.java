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
 * test ran.
 *
 * <p>Usage: {@code java scripts/TestTotals.java ROOT [SINCE [MODULE]]}, where SINCE is the start of the build (ISO 8601,
 * UTC): older reports are left over from other builds and do not count.
 */
final class TestTotals {

    private static final Pattern SUITE = Pattern.compile("<testsuite [^>]*?>", Pattern.DOTALL);

    private int run;
    private int failed;
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
                Duration passed = Duration.between(since, Instant.now());
                System.out.printf(
                        "%s, %d:%02d min after the start%n",
                        line(onlyModule, byModule.get(onlyModule)), passed.toMinutes(), passed.toSecondsPart());
            }
            return;
        }
        System.out.println();
        byModule.forEach((module, totals) -> System.out.println(line(module, totals)));
        System.out.println(line("all modules", all));
        if (all.run == 0) {
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
            run += number(suite.group(), "tests") - number(suite.group(), "skipped");
            failed += number(suite.group(), "errors") + number(suite.group(), "failures");
            skipped += number(suite.group(), "skipped");
        }
    }

    private static int number(String element, String attribute) {
        Matcher value = Pattern.compile("\\b" + attribute + "=\"(\\d+)\"").matcher(element);
        return value.find() ? Integer.parseInt(value.group(1)) : 0;
    }

    private static String line(String name, TestTotals totals) {
        return "%-22s %d passed, %d failed, %d skipped"
                .formatted(name, totals.run - totals.failed, totals.failed, totals.skipped);
    }
}

package dev.elch.benchmarks.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the numbers were measured on. Names no machine. */
final class Environment {

    private Environment() {}

    static Map<String, String> describe(boolean isQuick, int rounds) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.put("run", (isQuick ? "quick, " : "full, ") + rounds + " rounds in turn");
        facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("processor", firstMatch("/proc/cpuinfo", "model name"));
        facts.put("memory", firstMatch("/proc/meminfo", "MemTotal"));
        facts.put("load before", firstLine("/proc/loadavg"));
        facts.put("JDK", Runtime.version().toString());
        facts.put("JVM flags of the services", System.getProperty("jvm-flags", "-Xmx512m"));
        facts.put("Node", printed("node", "--version"));
        facts.put("Redis", printed("redis-server", "--version"));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        return facts;
    }

    private static String firstMatch(String file, String key) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String firstLine(String file) {
        try {
            return Files.readAllLines(Path.of(file)).get(0);
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String printed(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return text.lines().findFirst().orElse("unknown");
        } catch (IOException e) {
            return "not installed";
        }
    }
}

package dev.elch.benchmarks.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the parts of a contestant have used so far, children included, from {@code /proc}; empty on systems without it.
 *
 * @param cpuSeconds user and system, by role
 * @param residentMegabytes at this moment, by role
 */
record Usage(Map<String, Double> cpuSeconds, Map<String, Double> residentMegabytes) {

    private static final double TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux that we meet

    static Usage of(Contestant contestant) {
        Map<String, Double> cpu = new TreeMap<>();
        Map<String, Double> resident = new TreeMap<>();
        for (Contestant.Part part : contestant.parts()) {
            ProcessHandle.of(part.pid())
                    .ifPresent(process -> Stream.concat(Stream.of(process), process.descendants())
                            .forEach(each -> {
                                cpu.merge(part.role(), cpuSeconds(each.pid()), Double::sum);
                                resident.merge(part.role(), residentMegabytes(each.pid()), Double::sum);
                            }));
        }
        return new Usage(cpu, resident);
    }

    /** Processor time since {@code earlier}, by role. */
    Map<String, Double> cpuSince(Usage earlier) {
        Map<String, Double> spent = new TreeMap<>();
        cpuSeconds.forEach((role, seconds) ->
                spent.put(role, Math.max(0, seconds - earlier.cpuSeconds.getOrDefault(role, 0.0))));
        return spent;
    }

    private static double cpuSeconds(long pid) {
        return read(pid, "stat")
                .map(stat -> stat.substring(stat.lastIndexOf(')') + 2).split(" "))
                .map(fields -> (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND)
                .orElse(0.0);
    }

    private static double residentMegabytes(long pid) {
        return read(pid, "status")
                .flatMap(status ->
                        status.lines().filter(line -> line.startsWith("VmRSS:")).findFirst())
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .orElse(0.0);
    }

    private static Optional<String> read(long pid, String file) {
        try {
            return Optional.of(Files.readString(Path.of("/proc", Long.toString(pid), file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

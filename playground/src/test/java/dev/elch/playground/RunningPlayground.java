package dev.elch.playground;

import dev.elch.testkit.net.Ports;
import dev.elch.testkit.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The playground as a user starts it: a process of its own, here on free ports. */
final class RunningPlayground implements AutoCloseable {

    private static final Path JAR = Path.of("target", "playground-0.1.0-SNAPSHOT.jar");
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    /** A shell that starts a test run in the background makes all its children deaf to Ctrl-C; this makes them hear again. */
    private static final List<String> WITH_CTRL_C =
            System.getProperty("os.name").equals("Linux") ? List.of("env", "--default-signal=INT") : List.of();

    private final Path data;
    private final Map<Port, Integer> ports;
    private final ServiceProcess process;

    private RunningPlayground(Path data, Map<Port, Integer> ports, ServiceProcess process) {
        this.data = data;
        this.ports = ports;
        this.process = process;
    }

    /** Starts it and returns when it says that it is ready. */
    static RunningPlayground start(Path data, String... options) {
        Map<Port, Integer> ports = freePorts();
        List<String> words = new ArrayList<>(List.of("--data", data.toString()));
        words.addAll(List.of(options));
        ports.forEach((port, number) -> words.add("--port=" + port.word() + "=" + number));
        RunningPlayground playground = new RunningPlayground(data, ports, process(words, newConsole(data)));
        playground.process.awaitPrinted("Ready after", START_LIMIT);
        playground.process.awaitPrinted("Stop with Ctrl-C", START_LIMIT);
        return playground;
    }

    private static Path newConsole(Path data) {
        try {
            return Files.createTempFile(data.toAbsolutePath().getParent(), "console", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the playground's jar with these words behind it. */
    static ServiceProcess process(List<String> words, Path console) {
        List<String> command = new ArrayList<>(WITH_CTRL_C);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toAbsolutePath().toString()));
        command.addAll(words);
        return ServiceProcess.start("playground", command, Map.of(), console);
    }

    Path data() {
        return data;
    }

    int port(Port port) {
        return ports.get(port);
    }

    URI page(Port port) {
        return URI.create("http://localhost:" + ports.get(port));
    }

    /** The token that it prints for programs. */
    String operatorToken() {
        Matcher token = Pattern.compile("token for both (\\S+)").matcher(console());
        if (!token.find()) {
            throw new AssertionError("no token in: " + console());
        }
        return token.group(1);
    }

    /** All that it has printed. */
    String console() {
        try {
            return Files.readString(process.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The processes that it has started and that are still there. */
    List<ProcessHandle> children() {
        return ProcessHandle.of(process.pid()).map(ProcessHandle::descendants).stream()
                .flatMap(children -> children)
                .toList();
    }

    /** What Ctrl-C sends; returns when the process has ended. */
    void interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            process.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("did not stop within " + STOP_LIMIT + ":\n" + console(), e);
        }
    }

    /** {@code kill -9} of the playground alone. */
    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            interrupt();
        }
    }

    /** Free ones; the usual ones when pictures for the documentation are taken. */
    private static Map<Port, Integer> freePorts() {
        List<Integer> free = Ports.free(Port.values().length);
        Map<Port, Integer> ports = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            boolean isForShow = System.getProperty("elch.screenshots") != null;
            ports.put(port, isForShow ? port.usual() : free.get(ports.size()));
        }
        return ports;
    }
}

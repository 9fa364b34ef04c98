package dev.elch.testkit.stack.database;

import dev.elch.testkit.net.Ports;
import dev.elch.testkit.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A real MongoDB as a child process: one node, no replica set. */
public final class MongodProcess implements DatabaseServer {

    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    private final int port;
    private final Path binary;
    private final ServiceProcess process;

    private MongodProcess(int port, Path binary, ServiceProcess process) {
        this.port = port;
        this.binary = binary;
        this.process = process;
    }

    /** The {@code mongod} named by the environment variable {@code MONGOD}, or the first one on the {@code PATH}. */
    static Optional<Path> find() {
        return find(System.getenv());
    }

    static Optional<Path> find(Map<String, String> environment) {
        String named = environment.get("MONGOD");
        if (named != null && !named.isBlank()) {
            Path binary = Path.of(named);
            if (!Files.isExecutable(binary)) {
                throw new IllegalStateException(
                        "MONGOD is \"" + named + "\", which is no program: correct or unset it");
            }
            return Optional.of(binary);
        }
        return Stream.of(environment.getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "mongod"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static MongodProcess start(Path binary, int port, Path data, Path log) {
        int listenPort = port == 0 ? Ports.free() : port;
        Ports.requireFree(listenPort, "database");
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + data, e);
        }
        ServiceProcess process = ServiceProcess.start("mongod", commandLine(binary, listenPort, data), Map.of(), log);
        process.awaitListening(listenPort, START_LIMIT);
        return new MongodProcess(listenPort, binary, process);
    }

    static List<String> commandLine(Path binary, int port, Path data) {
        return List.of(
                binary.toString(),
                "--dbpath",
                data.toString(),
                "--port",
                Integer.toString(port),
                "--bind_ip",
                "127.0.0.1",
                "--nounixsocket",
                "--quiet",
                "--setParameter",
                "diagnosticDataCollectionEnabled=false");
    }

    @Override
    public int port() {
        return port;
    }

    /** A write is acknowledged when it is in the journal only if the client asks for it, as the connection string does. */
    @Override
    public String uri(String database) {
        return "mongodb://127.0.0.1:%d/%s?journal=true".formatted(port, database);
    }

    @Override
    public String description() {
        return binary + ", journaled";
    }

    /** For tests that kill or freeze it. */
    public ServiceProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}

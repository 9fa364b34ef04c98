package dev.elch.testkit.stack.registry;

import dev.elch.testkit.net.Ports;
import dev.elch.testkit.process.JavaProgram;
import dev.elch.testkit.process.ServiceProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An Apicurio Registry as a child process, with its schemas in a folder or in memory. */
public final class RegistryServer implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_GRACE = Duration.ofSeconds(5);

    private final int port;
    private final ServiceProcess process;

    private RegistryServer(int port, ServiceProcess process) {
        this.port = port;
        this.process = process;
    }

    /**
     * Starts the registry and returns when it answers: about 4 s.
     *
     * @param port fixed port on loopback; 0: a free one
     * @param data schemas and their ids are kept there; null: in memory
     * @param log what the server prints
     */
    public static RegistryServer start(int port, @Nullable Path data, Path log) {
        int httpPort = port == 0 ? Ports.free() : port;
        Ports.requireFree(httpPort, "schema registry");
        RegistryServer server =
                new RegistryServer(httpPort, ServiceProcess.start("schema registry", program(httpPort, data), log));
        try {
            server.process.awaitReady(server.url().resolve("/apis/registry/v3/system/info"), START_LIMIT);
            return server;
        } catch (RuntimeException e) {
            server.process.kill();
            throw e;
        }
    }

    private static JavaProgram program(int port, @Nullable Path data) {
        String database =
                data == null ? "mem:registry" : "file:" + data.toAbsolutePath().resolve("registry");
        return JavaProgram.jar(RegistryHome.runnerJar())
                .small(192)
                .withProperty("quarkus.http.host", "127.0.0.1")
                .withProperty("quarkus.http.port", port)
                // The management port is bound to all interfaces unless told otherwise.
                .withProperty("quarkus.management.host", "127.0.0.1")
                .withProperty("quarkus.management.port", 0)
                .withProperty("quarkus.http.access-log.enabled", false)
                .withProperty("apicurio.storage.kind", "sql")
                .withProperty("apicurio.storage.sql.kind", "h2")
                .withProperty("apicurio.datasource.url", "jdbc:h2:" + database + ";DB_CLOSE_ON_EXIT=FALSE")
                .withProperty("apicurio.datasource.jdbc.initial-size", 1)
                .withProperty("apicurio.datasource.jdbc.min-size", 1)
                .withProperty("apicurio.datasource.jdbc.max-size", 10);
    }

    /** Apicurio's own API, as services take it in {@code elch.registry.url}. */
    public URI url() {
        return URI.create("http://127.0.0.1:%d/apis/registry/v3".formatted(port));
    }

    /** The same schemas by Confluent's API. */
    public URI confluentUrl() {
        return URI.create("http://127.0.0.1:%d/apis/ccompat/v7".formatted(port));
    }

    /** For tests that kill or freeze it. */
    public ServiceProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.stop(STOP_GRACE);
    }
}

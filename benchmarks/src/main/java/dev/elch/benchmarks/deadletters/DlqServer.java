package dev.elch.benchmarks.deadletters;

import dev.elch.dlq.DlqApplication;
import dev.elch.testkit.net.Ports;
import dev.elch.testkit.process.JavaProgram;
import dev.elch.testkit.process.ServiceProcess;
import dev.elch.testkit.stack.Stack;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** dlq-service as a process of its own, with the heap that a deployment gives it. */
final class DlqServer {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Stack stack;
    private final String database;
    private final int heapMegabytes;
    private final Path logs;
    private final int port = Ports.free();

    DlqServer(Stack stack, String database, int heapMegabytes, Path logs) {
        this.stack = stack;
        this.database = database;
        this.heapMegabytes = heapMegabytes;
        this.logs = logs;
    }

    ServiceProcess start() {
        JavaProgram program = JavaProgram.main(DlqApplication.class)
                .small(heapMegabytes)
                .withArguments(
                        "--server.port=" + port,
                        "--spring.kafka.bootstrap-servers=" + stack.bootstrapServers(),
                        "--elch.registry.url=" + stack.registryUrl(),
                        "--spring.mongodb.uri=" + stack.mongoUri(database),
                        "--elch.api.tokens.benchmark.sha256=" + sha256(Console.TOKEN),
                        "--elch.api.tokens.benchmark.role=admin",
                        "--elch.start.patience=2m");
        return ServiceProcess.start("dlq-service", program, logs.resolve("dlq-service.log"))
                .awaitReady(url().resolve("/actuator/health/readiness"), LIMIT);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

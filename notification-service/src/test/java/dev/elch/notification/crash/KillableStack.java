package dev.elch.notification.crash;

import dev.elch.contract.deployment.Deployment;
import dev.elch.embeddedmongo.EmbeddedMongoMain;
import dev.elch.testkit.net.Ports;
import dev.elch.testkit.process.JavaProgram;
import dev.elch.testkit.process.ServiceProcess;
import dev.elch.testkit.stack.broker.BrokerMain;
import dev.elch.testkit.stack.registry.RegistryServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Broker and database as processes of their own that can be killed and started again with what they held, and a registry. */
final class KillableStack implements BeforeAllCallback, AfterAllCallback {

    private static final int PARTITIONS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final int brokerPort = Ports.free();
    private final int databasePort = Ports.free();
    private Path folder;
    private RegistryServer registry;
    private volatile ServiceProcess broker;
    private volatile ServiceProcess database;
    private final AtomicInteger starts = new AtomicInteger();

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "crash-")
                .toAbsolutePath();
        CompletableFuture<RegistryServer> starting =
                CompletableFuture.supplyAsync(() -> RegistryServer.start(0, null, folder.resolve("registry.log")));
        startBroker();
        startDatabase();
        registry = starting.join();
        new Deployment(bootstrapServers(), registryUrl(), PARTITIONS, (short) 1).apply();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        registry.close();
        broker.kill();
        database.kill();
    }

    void killBroker() {
        broker.kill();
    }

    /** Returns when it serves clients. */
    void startBroker() {
        broker = start("broker", BrokerMain.class, brokerPort, BrokerMain.READY);
    }

    void killDatabase() {
        database.kill();
    }

    /** Returns when it serves clients. */
    void startDatabase() {
        database = start("database", EmbeddedMongoMain.class, databasePort, EmbeddedMongoMain.READY);
    }

    String bootstrapServers() {
        return "127.0.0.1:" + brokerPort;
    }

    String mongoUri() {
        return "mongodb://127.0.0.1:" + databasePort + "/elch";
    }

    URI registryUrl() {
        return registry.url();
    }

    /** For logs of those who use it. */
    Path folder() {
        return folder;
    }

    private ServiceProcess start(String name, Class<?> main, int port, String ready) {
        JavaProgram program = JavaProgram.main(main)
                .small(384)
                .withArguments(Integer.toString(port), folder.resolve(name).toString());
        return ServiceProcess.start(name, program, folder.resolve(name + "-" + starts.incrementAndGet() + ".log"))
                .awaitPrinted(ready, LIMIT);
    }
}

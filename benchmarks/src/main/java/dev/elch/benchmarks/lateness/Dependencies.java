package dev.elch.benchmarks.lateness;

import dev.elch.contract.deployment.Deployment;
import dev.elch.embeddedmongo.EmbeddedMongoMain;
import dev.elch.testkit.net.Ports;
import dev.elch.testkit.process.JavaProgram;
import dev.elch.testkit.process.ServiceProcess;
import dev.elch.testkit.stack.broker.BrokerMain;
import dev.elch.testkit.stack.registry.RegistryServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Broker, database and registry as processes of their own, and a post office in ours. */
final class Dependencies implements AutoCloseable {

    static final int PARTITIONS = 12;

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final int brokerPort = Ports.free();
    private final int databasePort = Ports.free();
    private final ServiceProcess broker;
    private final ServiceProcess database;
    private final RegistryServer registry;
    private final PostOffice post = new PostOffice();

    Dependencies(Path folder) {
        this.broker = start("broker", JavaProgram.main(BrokerMain.class), brokerPort, folder, BrokerMain.READY);
        this.database = start(
                "database", JavaProgram.main(EmbeddedMongoMain.class), databasePort, folder, EmbeddedMongoMain.READY);
        this.registry = RegistryServer.start(0, null, folder.resolve("registry.log"));
        new Deployment(broker(), registry.url(), PARTITIONS, (short) 1).apply();
    }

    private static ServiceProcess start(String name, JavaProgram program, int port, Path folder, String ready) {
        JavaProgram told = program.withJvmFlags("-Xmx512m")
                .withArguments(Integer.toString(port), folder.resolve(name).toString());
        return ServiceProcess.start(name, told, folder.resolve(name + ".log")).awaitPrinted(ready, LIMIT);
    }

    String broker() {
        return "127.0.0.1:" + brokerPort;
    }

    String database() {
        return "mongodb://127.0.0.1:" + databasePort + "/elch";
    }

    URI registry() {
        return registry.url();
    }

    PostOffice post() {
        return post;
    }

    @Override
    public void close() {
        post.close();
        registry.close();
        database.close();
        broker.close();
    }
}

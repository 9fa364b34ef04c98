package dev.elch.benchmarks.bench;

import dev.elch.contract.deployment.Deployment;
import dev.elch.embeddedmongo.EmbeddedMongoMain;
import dev.elch.testkit.net.Ports;
import dev.elch.testkit.process.JavaProgram;
import dev.elch.testkit.process.ServiceProcess;
import dev.elch.testkit.stack.broker.BrokerMain;
import dev.elch.testkit.stack.registry.RegistryServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Broker, registry and, where asked for, the database, each a process of its own.
 *
 * @param broker bootstrap servers
 */
record Stack(String broker, URI registry, String database, List<Contestant.Part> parts, List<AutoCloseable> processes)
        implements AutoCloseable {

    static final int PARTITIONS = 12;

    static Stack start(Path folder, boolean withDatabase) {
        int brokerPort = Ports.free();
        ServiceProcess broker =
                process("broker", JavaProgram.main(BrokerMain.class), brokerPort, folder, BrokerMain.READY);
        int databasePort = Ports.free();
        Optional<ServiceProcess> database = withDatabase
                ? Optional.of(process(
                        "database",
                        JavaProgram.main(EmbeddedMongoMain.class),
                        databasePort,
                        folder,
                        EmbeddedMongoMain.READY))
                : Optional.empty();
        RegistryServer registry = RegistryServer.start(0, null, folder.resolve("registry.log"));
        String servers = "127.0.0.1:" + brokerPort;
        new Deployment(servers, registry.url(), PARTITIONS, (short) 1).apply();

        List<Contestant.Part> parts = new ArrayList<>(List.of(new Contestant.Part("broker", broker.pid())));
        List<AutoCloseable> processes = new ArrayList<>(List.of(registry));
        database.ifPresent(started -> {
            parts.add(new Contestant.Part("database", started.pid()));
            processes.add(started);
        });
        processes.add(broker);
        String uri = "mongodb://127.0.0.1:" + databasePort + "/elch";
        return new Stack(servers, registry.url(), uri, parts, processes);
    }

    private static ServiceProcess process(String name, JavaProgram program, int port, Path folder, String ready) {
        JavaProgram configured = program.withJvmFlags("-Xmx512m")
                .withArguments(Integer.toString(port), folder.resolve(name).toString());
        return ServiceProcess.start(name, configured, folder.resolve(name + ".log"))
                .awaitPrinted(ready, Contestant.START_LIMIT);
    }

    @Override
    public void close() {
        for (AutoCloseable process : processes) {
            try {
                process.close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot stop a server of the benchmark", e);
            }
        }
    }
}

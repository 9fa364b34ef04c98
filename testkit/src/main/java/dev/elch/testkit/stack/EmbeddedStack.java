package dev.elch.testkit.stack;

import dev.elch.contract.deployment.Deployment;
import dev.elch.testkit.stack.broker.KafkaBroker;
import dev.elch.testkit.stack.database.DatabaseServer;
import dev.elch.testkit.stack.registry.RegistryServer;
import java.net.URI;
import java.nio.file.Path;

/** Broker and database in our process, the registry as a child; all on loopback, all data in one folder. */
public final class EmbeddedStack implements Stack {

    private final KafkaBroker broker;
    private final RegistryServer registry;
    private final DatabaseServer database;

    private EmbeddedStack(KafkaBroker broker, RegistryServer registry, DatabaseServer database) {
        this.broker = broker;
        this.registry = registry;
        this.database = database;
    }

    /** Free ports, 4 partitions, everything in {@code data}. */
    public static EmbeddedStackOptions options(Path data) {
        return new EmbeddedStackOptions(data, 0, 0, 0, 4);
    }

    /**
     * Starts the three at the same time, creates topics when the broker is there and registers schemas when the registry is;
     * about 5 s on two cores. When one fails,
     * those that started are stopped again.
     */
    public static EmbeddedStack start(EmbeddedStackOptions options, StackProgress progress) {
        try (ParallelStart start = new ParallelStart(progress)) {
            Path data = options.data();
            var registry = start.begin(
                    "schema registry",
                    () -> RegistryServer.start(
                            options.registryPort(), data.resolve("registry"), data.resolve("registry.log")),
                    started -> started.url().toString());
            var broker = start.begin(
                    "broker",
                    () -> KafkaBroker.start(options.brokerPort(), data.resolve("broker")),
                    KafkaBroker::bootstrapServers);
            var database = start.begin(
                    "database",
                    () -> DatabaseServer.start(
                            options.databasePort(), data.resolve("database"), data.resolve("database.log")),
                    started -> started.uri(""));
            String servers = start.await(broker).bootstrapServers();
            var topics = start.begin("topics", () -> Deployment.applyTopics(servers, options.partitions(), (short) 1));
            URI url = start.await(registry).url();
            var schemas = start.begin("schemas", () -> Deployment.applySchemas(url));
            start.await(topics);
            start.await(schemas);
            EmbeddedStack stack = new EmbeddedStack(start.await(broker), start.await(registry), start.await(database));
            start.keep();
            return stack;
        }
    }

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public URI registryUrl() {
        return registry.url();
    }

    @Override
    public URI confluentRegistryUrl() {
        return registry.confluentUrl();
    }

    @Override
    public String mongoUri(String name) {
        return database.uri(name);
    }

    @Override
    public String description() {
        return "embedded: Kafka 4, one node; Apicurio 3; " + database.description();
    }

    /** For tests that kill or freeze it. */
    public RegistryServer registry() {
        return registry;
    }

    /** Stops in order: what clients wait for goes last. */
    @Override
    public void close() {
        registry.close();
        broker.close();
        database.close();
    }
}

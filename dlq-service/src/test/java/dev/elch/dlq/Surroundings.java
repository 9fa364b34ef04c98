package dev.elch.dlq;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.elch.contract.deployment.Deployment;
import dev.elch.testkit.stack.broker.KafkaBroker;
import dev.elch.testkit.stack.registry.RegistryServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Broker, registry and database for the tests of this JVM. */
public final class Surroundings {

    private static final Surroundings shared = new Surroundings();

    private final KafkaBroker broker;
    private final RegistryServer registry;
    private final MongoServer mongo = new MongoServer(new MemoryBackend());
    private final String mongoUri = mongo.bindAndGetConnectionString();

    private Surroundings() {
        try {
            Path folder = Files.createTempDirectory("dlq");
            broker = KafkaBroker.start(0, folder.resolve("kafka"));
            registry = RegistryServer.start(0, null, folder.resolve("registry.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new Deployment(broker.bootstrapServers(), registry.url(), 4, (short) 1).apply();
        Runtime.getRuntime().addShutdownHook(new Thread(registry::close));
    }

    public static Surroundings shared() {
        return shared;
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public URI registry() {
        return registry.url();
    }

    public String mongoUri(String database) {
        return mongoUri + "/" + database;
    }
}

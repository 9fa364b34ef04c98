package dev.elch.testkit.stack.database;

import dev.elch.embeddedmongo.EmbeddedMongo;
import java.nio.file.Path;
import java.util.Optional;

/** A MongoDB server on loopback that keeps what it acknowledged, even if it is killed. */
public interface DatabaseServer extends AutoCloseable {

    /**
     * Starts a real {@code mongod} if {@code MONGOD} names one or the {@code PATH} has one, otherwise the embedded one.
     *
     * @param port fixed port on loopback; 0: a free one
     * @param data created if missing
     * @param log what a {@code mongod} prints
     */
    static DatabaseServer start(int port, Path data, Path log) {
        Optional<Path> mongod = MongodProcess.find();
        return mongod.isPresent()
                ? MongodProcess.start(mongod.get(), port, data, log)
                : new EmbeddedDatabase(EmbeddedMongo.start(port, data));
    }

    int port();

    /** What it is and how durable it is, for logs and benchmarks. */
    String description();

    /** Connection string of a database on this server. */
    String uri(String database);

    @Override
    void close();
}

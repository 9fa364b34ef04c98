package dev.elch.testkit.stack.database;

import java.nio.file.Path;
import java.util.Optional;

/** A MongoDB server on loopback that keeps what it acknowledged, also when it is killed. */
public sealed interface DatabaseServer extends AutoCloseable permits EmbeddedDatabase, MongodProcess {

    /**
     * Starts a real {@code mongod} when {@code MONGOD} names one or the {@code PATH} has one, otherwise the embedded one.
     *
     * @param port fixed port on loopback; 0: a free one
     * @param data created when missing
     * @param log what a {@code mongod} prints
     */
    static DatabaseServer start(int port, Path data, Path log) {
        Optional<Path> mongod = MongodProcess.find();
        return mongod.isPresent()
                ? MongodProcess.start(mongod.get(), port, data, log)
                : EmbeddedDatabase.start(port, data);
    }

    int port();

    /** What it is and how durable it is, for logs and benchmarks. */
    String description();

    /** Connection string of a database on this server. */
    default String uri(String database) {
        return "mongodb://127.0.0.1:%d/%s".formatted(port(), database);
    }

    @Override
    void close();
}

package dev.elch.testkit.stack.database;

import dev.elch.embeddedmongo.EmbeddedMongo;

/** The embedded server, in this process. */
record EmbeddedDatabase(EmbeddedMongo server) implements DatabaseServer {

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public String description() {
        return server.description();
    }

    @Override
    public String uri(String database) {
        return server.uri(database);
    }

    @Override
    public void close() {
        server.close();
    }
}

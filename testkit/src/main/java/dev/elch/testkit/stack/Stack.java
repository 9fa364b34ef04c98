package dev.elch.testkit.stack;

import java.net.URI;

/**
 * The broker, the schema registry and the database that the services need, with topics and schemas in place.
 *
 * <p>Which one is used is decided by {@code -Dstack=embedded|containers|external|auto}, see {@link StackChoice}. The same
 * tests run on all of them.
 */
public interface Stack extends AutoCloseable {

    /** The stack of this JVM: started at first use, stopped with the JVM. Use names of your own where tests may disturb. */
    static Stack shared() {
        return SharedStack.get();
    }

    /** For {@code spring.kafka.bootstrap-servers}. */
    String bootstrapServers();

    /** Apicurio's own API, for {@code elch.registry.url}. */
    URI registryUrl();

    /** The same schemas by Confluent's API. */
    URI confluentRegistryUrl();

    /** For {@code spring.mongodb.uri}. Tests take a database each. */
    String mongoUri(String database);

    /** What runs and how durable it is, for logs and benchmarks. */
    String description();

    @Override
    void close();
}

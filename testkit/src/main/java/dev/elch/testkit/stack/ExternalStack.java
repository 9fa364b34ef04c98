package dev.elch.testkit.stack;

import dev.elch.contract.deployment.Deployment;
import java.net.URI;
import java.util.Optional;

/**
 * A stack that runs elsewhere; we create topics and schemas there and stop nothing.
 *
 * @param bootstrapServers {@code -Dstack.broker=host:port}
 * @param registryUrl {@code -Dstack.registry=http://host:port/apis/registry/v3}
 * @param database {@code -Dstack.database=mongodb://host:port}, without a database name
 */
record ExternalStack(String bootstrapServers, URI registryUrl, String database) implements Stack {

    private static final String BROKER = "stack.broker";
    private static final String REGISTRY = "stack.registry";
    private static final String DATABASE = "stack.database";

    static boolean isConfigured() {
        return System.getProperty(BROKER) != null;
    }

    static ExternalStack fromSystemProperties() {
        ExternalStack stack = new ExternalStack(required(BROKER), URI.create(required(REGISTRY)), required(DATABASE));
        new Deployment(stack.bootstrapServers(), stack.registryUrl(), 4, (short) 1).apply();
        return stack;
    }

    private static String required(String property) {
        return Optional.ofNullable(System.getProperty(property))
                .orElseThrow(() -> new IllegalStateException("-Dstack=external needs -D%s, -D%s and -D%s; %s is missing"
                        .formatted(BROKER, REGISTRY, DATABASE, property)));
    }

    @Override
    public URI confluentRegistryUrl() {
        return URI.create(registryUrl.toString().replaceFirst("/apis/registry/v[23]/?$", "/apis/ccompat/v7"));
    }

    /** The name goes between the hosts and the options. */
    @Override
    public String mongoUri(String name) {
        String[] parts = database.split("\\?", 2);
        String hosts = parts[0].endsWith("/") ? parts[0] : parts[0] + "/";
        return hosts + name + (parts.length == 2 ? "?" + parts[1] : "");
    }

    @Override
    public String description() {
        return "external: " + bootstrapServers + ", " + registryUrl + ", a database";
    }

    @Override
    public void close() {}
}

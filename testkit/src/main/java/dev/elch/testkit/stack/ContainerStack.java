package dev.elch.testkit.stack;

import dev.elch.contract.deployment.Deployment;
import java.net.URI;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.mongodb.MongoDBContainer;

/** The images that are used in production, in containers. */
final class ContainerStack implements Stack {

    private static final int REGISTRY_PORT = 8080;

    private final KafkaContainer broker =
            new KafkaContainer(ContainerImages.BROKER).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    private final MongoDBContainer database = new MongoDBContainer(ContainerImages.DATABASE);
    private final GenericContainer<?> registry = new GenericContainer<>(ContainerImages.REGISTRY)
            .withExposedPorts(REGISTRY_PORT)
            .waitingFor(Wait.forHttp("/apis/registry/v3/system/info"));

    private ContainerStack() {}

    /** Whether a Docker engine answers. */
    static boolean isPossible() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    static ContainerStack start() {
        if (!isPossible()) {
            throw new IllegalStateException("-Dstack=containers needs a Docker engine, and none answers");
        }
        ContainerStack stack = new ContainerStack();
        Startables.deepStart(stack.broker, stack.registry, stack.database).join();
        new Deployment(stack.bootstrapServers(), stack.registryUrl(), 4, (short) 1).apply();
        return stack;
    }

    @Override
    public String bootstrapServers() {
        return broker.getBootstrapServers();
    }

    @Override
    public URI registryUrl() {
        return registryUrl("/apis/registry/v3");
    }

    @Override
    public URI confluentRegistryUrl() {
        return registryUrl("/apis/ccompat/v7");
    }

    private URI registryUrl(String path) {
        return URI.create("http://%s:%d%s".formatted(registry.getHost(), registry.getMappedPort(REGISTRY_PORT), path));
    }

    @Override
    public String mongoUri(String name) {
        return database.getReplicaSetUrl(name);
    }

    @Override
    public String description() {
        return "containers: "
                + Stream.of(broker, registry, database)
                        .map(GenericContainer::getDockerImageName)
                        .toList();
    }

    @Override
    public void close() {
        Stream.of(registry, broker, database).forEach(GenericContainer::stop);
    }
}

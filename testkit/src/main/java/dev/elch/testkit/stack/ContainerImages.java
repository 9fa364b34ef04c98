package dev.elch.testkit.stack;

/**
 * The images of the servers that {@code -Dstack=containers} starts, by exact tag. docker-compose.yml runs the same ones; a test
 * of the module deploy compares the two.
 */
public final class ContainerImages {

    public static final String BROKER = "apache/kafka:4.2.1";
    public static final String DATABASE = "mongo:8.0.13";
    public static final String REGISTRY = "apicurio/apicurio-registry:3.0.9";

    private ContainerImages() {}
}

package dev.elch.testkit.stack.broker;

import dev.elch.testkit.net.Ports;
import java.nio.file.Path;

/** A real Kafka broker in our process: one node that is its own controller, with its data in a folder. */
public final class KafkaBroker implements AutoCloseable {

    private final int port;
    private final KafkaNode node;

    private KafkaBroker(int port, KafkaNode node) {
        this.port = port;
        this.node = node;
    }

    /**
     * Starts the broker and returns when it serves clients: about 3 s with an empty folder, 2 s with one it knows.
     *
     * @param port fixed port on loopback; 0: a free one
     * @param data created when missing; topics and records survive a restart, and a kill
     */
    public static KafkaBroker start(int port, Path data) {
        int clientPort = port == 0 ? Ports.free() : port;
        Ports.requireFree(clientPort, "broker");
        KafkaNode node = new KafkaNode(KafkaSettings.of(clientPort, Ports.free(), data));
        node.start();
        return new KafkaBroker(clientPort, node);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Stops in order: what is written is flushed. Waits until it is done. */
    @Override
    public void close() {
        node.stop();
    }
}

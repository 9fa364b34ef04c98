package dev.elch.testkit.stack.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** The only class that touches Kafka's server: an internal API that may change with every version. */
final class KafkaNode {

    /** Any id will do, but it is written into the data folder and must stay the same. */
    private static final String CLUSTER_ID = "ZWxjaC1zdGFjay1rYWZrYQ";

    private final Map<String, String> settings;
    private final KafkaRaftServer server;

    KafkaNode(Map<String, String> settings) {
        this.settings = settings;
        format();
        this.server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    }

    void start() {
        try {
            server.startup();
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** Writes what a data folder has to hold before a first start; a folder that has it stays as it is. */
    private void format() {
        String folder = settings.get("log.dirs");
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(Integer.parseInt(settings.get("node.id")))
                    .setClusterId(CLUSTER_ID)
                    .setControllerListenerName("CONTROLLER")
                    .addDirectory(folder)
                    .setMetadataLogDirectory(folder)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot prepare " + folder + " for the broker: " + e.getMessage(), e);
        }
    }
}

package dev.elch.testkit.stack;

import java.nio.file.Path;

/**
 * How to start an {@link EmbeddedStack}.
 *
 * @param data folder of all data and logs; what is in it is used again
 * @param brokerPort 0: a free one
 * @param registryPort 0: a free one
 * @param databasePort 0: a free one
 * @param partitions of each topic, when it is created
 */
public record EmbeddedStackOptions(Path data, int brokerPort, int registryPort, int databasePort, int partitions) {

    /** On these ports instead of free ones. */
    public EmbeddedStackOptions withPorts(int broker, int registry, int database) {
        return new EmbeddedStackOptions(data, broker, registry, database, partitions);
    }

    public EmbeddedStackOptions withPartitions(int count) {
        return new EmbeddedStackOptions(data, brokerPort, registryPort, databasePort, count);
    }
}

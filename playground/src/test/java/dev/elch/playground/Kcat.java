package dev.elch.playground;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The command line client of Kafka that most people have at hand. A test that finds none is skipped and says so. */
final class Kcat {

    private Kcat() {}

    /** All records of a topic. */
    static List<Printed> read(String bootstrapServers, String topic) {
        assumeTrue(Program.exists("kcat"), "no kcat on this machine: .ci/run installs it");
        byte[] output =
                Program.run("kcat", "-C", "-q", "-e", "-b", bootstrapServers, "-t", topic, "-f", "%k\\n%S\\n%s");
        List<Printed> records = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(output);
        while (rest.hasRemaining()) {
            String key = line(rest);
            byte[] value = new byte[Integer.parseInt(line(rest))];
            rest.get(value);
            records.add(new Printed(key, value));
        }
        return records;
    }

    private static String line(ByteBuffer bytes) {
        int begin = bytes.position();
        int end = begin;
        while (bytes.get(end) != '\n') {
            end++;
        }
        byte[] line = new byte[end - begin];
        bytes.get(line);
        bytes.get();
        return new String(line, StandardCharsets.UTF_8);
    }

    /** A record as kcat prints it. */
    static final class Printed {

        private final String key;
        private final byte[] value;

        private Printed(String key, byte[] value) {
            this.key = key;
            this.value = value;
        }

        String key() {
            return key;
        }

        byte[] value() {
            return value;
        }
    }
}

package dev.elch.playground;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The ports that the playground listens on, all on 127.0.0.1. */
enum Port {
    APP(8080),
    NOTIFICATION(8081),
    DLQ(8082),
    MAILBOX(8025),
    SMTP(1025),
    GITHUB(8090),
    BROKER(9092),
    REGISTRY(8085),
    DATABASE(27017);

    private final int usual;

    Port(int usual) {
        this.usual = usual;
    }

    /** The number that is tried first. */
    int usual() {
        return usual;
    }

    /** How it is called on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Port> called(String word) {
        return Arrays.stream(values()).filter(port -> port.word().equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Port::word).collect(Collectors.joining(", "));
    }
}

package dev.elch.testkit.stack;

import java.util.List;

/** Keeps the broker, which logs hundreds of lines at INFO, from drowning what a Spring test logs. */
final class QuietLogs {

    private static final List<String> LOGGERS = List.of("kafka", "org.apache.kafka", "state.change.logger", "io.vertx");

    private QuietLogs() {}

    /** Spring Boot reads {@code logging.level.*} from the system properties too; what is set already stays. */
    static void ofTheBroker() {
        LOGGERS.forEach(logger -> System.getProperties().putIfAbsent("logging.level." + logger, "warn"));
    }
}

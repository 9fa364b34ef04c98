package dev.elch.benchmarks.lateness;

import dev.elch.contract.Topics;
import dev.elch.testkit.process.JavaProgram;
import java.nio.file.Path;

/**
 * A program that sends mails for sign-ins and tries again what fails.
 *
 * @param name for the report
 * @param topic where it reads sign-ins
 * @param program how it is started
 * @param ready what it prints when it is at work
 */
record Contestant(String name, String topic, JavaProgram program, String ready) {

    private static final String STOCK_TOPIC = "stock-sign-ins";

    /** Elch, as its jar is run in production. */
    static Contestant elch(Dependencies dependencies, Path jar) {
        JavaProgram program = JavaProgram.jar(jar)
                .withJvmFlags("-Xmx512m")
                .withEnvironment("ELCH_DISPUTELINK_KEYS_K1", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
                .withProperty("server.port", 0)
                .withProperty("spring.kafka.bootstrap-servers", dependencies.broker())
                .withProperty("spring.mongodb.uri", dependencies.database())
                .withProperty("elch.registry.url", dependencies.registry())
                .withProperty("elch.mail.from", "no-reply@bench.example")
                .withProperty("elch.mail.app-url", "https://signin.bench.example")
                .withProperty("elch.suppression.pepper", "a pepper for measuring")
                .withProperty("elch.provider.primary", "smtp")
                .withProperty("elch.smtp.host", "127.0.0.1")
                .withProperty("elch.smtp.port", dependencies.post().port())
                .withProperty("elch.smtp.tls", "none")
                .withProperty("logging.level.dev.elch.notification.pipeline", "warn");
        return new Contestant("elch", Topics.USER_SIGNED_IN, program, "Started NotificationApplication");
    }

    /** Spring for Apache Kafka's retry topics around a listener that sends one mail. */
    static Contestant springKafka(Dependencies dependencies) {
        JavaProgram program = JavaProgram.main(SpringKafkaRetryTopics.class)
                .withJvmFlags("-Xmx512m")
                .withProperty("spring.kafka.bootstrap-servers", dependencies.broker())
                .withProperty("spring.config.name", "nothing-of-the-services-beside-it")
                .withProperty("stock.topic", STOCK_TOPIC)
                .withProperty("stock.registry", dependencies.registry())
                .withProperty("stock.smtp-port", dependencies.post().port());
        return new Contestant("spring-kafka", STOCK_TOPIC, program, "Started SpringKafkaRetryTopics");
    }
}

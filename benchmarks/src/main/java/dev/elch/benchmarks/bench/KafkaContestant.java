package dev.elch.benchmarks.bench;

import dev.elch.contract.EventKeys;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import dev.elch.testkit.process.JavaProgram;
import dev.elch.testkit.process.ServiceProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** A consumer of {@code user-signed-in}, with broker, registry and database as processes of their own. */
final class KafkaContestant implements Contestant {

    private static final Path ELCH = Path.of(
            System.getProperty("elch", "notification-service/target/notification-service-0.1.0-SNAPSHOT-app.jar"));

    private final Stack stack;
    private final ServiceProcess service;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Serializer<UserSignedIn> serializer;

    private KafkaContestant(Stack stack, JavaProgram program, String ready, Path folder) {
        this.stack = stack;
        this.service = ServiceProcess.start("service", program, folder.resolve("service.log"))
                .awaitPrinted(ready, START_LIMIT);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.broker(), "acks", "all", "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.serializer = WireFormat.serializer(stack.registry());
    }

    static Contestant elch(Path folder, SmtpSink sink) {
        Stack stack = Stack.start(folder, true);
        JavaProgram program = JavaProgram.jar(ELCH)
                .withJvmFlags(flags())
                .withEnvironment("ELCH_DISPUTELINK_KEYS_K1", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
                .withProperty("server.port", 0)
                .withProperty("spring.kafka.bootstrap-servers", stack.broker())
                .withProperty("spring.mongodb.uri", stack.database())
                .withProperty("elch.registry.url", stack.registry())
                .withProperty("elch.mail.from", "no-reply@bench.example")
                .withProperty("elch.mail.app-url", "https://signin.bench.example")
                .withProperty("elch.suppression.pepper", "a pepper for measuring")
                .withProperty("elch.provider.primary", "smtp")
                .withProperty("elch.smtp.host", "127.0.0.1")
                .withProperty("elch.smtp.port", sink.port())
                .withProperty("elch.smtp.tls", "none");
        return new KafkaContestant(stack, program, "Started NotificationApplication", folder);
    }

    static Contestant listener(Path folder, SmtpSink sink) {
        Stack stack = Stack.start(folder, false);
        JavaProgram program = JavaProgram.main(KafkaListenerThatSends.class)
                .withJvmFlags(flags())
                .withProperty("spring.kafka.bootstrap-servers", stack.broker())
                .withProperty("spring.config.name", "nothing-of-the-services-beside-it")
                .withProperty("listener.registry", stack.registry())
                .withProperty("listener.smtp-port", sink.port());
        return new KafkaContestant(stack, program, "Started KafkaListenerThatSends", folder);
    }

    @Override
    public void load(String prefix, int count, int perSecond, long startMicros) {
        for (int i = 0; i < count; i++) {
            if (perSecond > 0) {
                awaitMicros(startMicros + i * 1_000_000L / perSecond);
            }
            UserSignedIn event = UserSignedIn.newBuilder()
                    .setEventKey(EventKeys.create(Instant.now(), ThreadLocalRandom.current()))
                    .setUserId("github:" + prefix + "-" + i)
                    .setLogin("user-" + i)
                    .setEmail(Jobs.address(prefix, i))
                    .setIpAddress("203.0.113.7")
                    .setUserAgent(
                            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36")
                    .setOccurredAt(Instant.now())
                    .build();
            var unused = producer.send(new ProducerRecord<>(
                    Topics.USER_SIGNED_IN,
                    event.getUserId().getBytes(StandardCharsets.UTF_8),
                    serializer.serialize(Topics.USER_SIGNED_IN, event)));
        }
        producer.flush();
    }

    @Override
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>(stack.parts());
        parts.add(new Part("service", service.pid()));
        return parts;
    }

    @Override
    public void close() {
        producer.close();
        service.close();
        stack.close();
    }

    private static String[] flags() {
        return System.getProperty("jvm-flags", "-Xmx512m").split(" ");
    }

    private static void awaitMicros(long due) {
        for (long wait = due - SmtpSink.now(); wait > 0; wait = due - SmtpSink.now()) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(wait));
        }
    }
}

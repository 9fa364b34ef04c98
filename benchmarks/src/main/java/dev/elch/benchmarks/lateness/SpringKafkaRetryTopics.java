package dev.elch.benchmarks.lateness;

import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import java.net.URI;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.BackOff;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.RetryableTopic;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * What a team would write without Elch: a listener that sends a mail, with spring-kafka's non-blocking retries. No duplicates
 * are dropped, no outcome is recorded, no quota is kept.
 */
@SpringBootApplication
class SpringKafkaRetryTopics {

    private static final String AT_ONCE = "8";

    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    private final Deserializer<UserSignedIn> deserializer;

    SpringKafkaRetryTopics(@Value("${stock.registry}") URI registry, @Value("${stock.smtp-port}") int smtpPort) {
        this.deserializer = WireFormat.deserializer(registry, UserSignedIn.class);
        sender.setHost("127.0.0.1");
        sender.setPort(smtpPort);
    }

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(SpringKafkaRetryTopics.class)
                .properties(Map.of(
                        "spring.kafka.consumer.group-id", "stock",
                        "spring.kafka.consumer.auto-offset-reset", "earliest",
                        "spring.kafka.consumer.key-deserializer", ByteArrayDeserializer.class.getName(),
                        "spring.kafka.consumer.value-deserializer", ByteArrayDeserializer.class.getName(),
                        "spring.kafka.producer.key-serializer", ByteArraySerializer.class.getName(),
                        "spring.kafka.producer.value-serializer", ByteArraySerializer.class.getName(),
                        "logging.level.org.springframework.kafka", "error"))
                .run(arguments);
    }

    @Bean
    NewTopic topic(@Value("${stock.topic}") String name) {
        return new NewTopic(name, Dependencies.PARTITIONS, (short) 1);
    }

    @RetryableTopic(
            attempts = "6",
            backOff = @BackOff(delay = 1_000, multiplier = 5, maxDelay = 600_000),
            numPartitions = "" + Dependencies.PARTITIONS,
            concurrency = AT_ONCE)
    @KafkaListener(topics = "${stock.topic}", concurrency = AT_ONCE)
    void tell(ConsumerRecord<byte[], byte[]> record) {
        UserSignedIn signIn = deserializer.deserialize(record.topic(), record.value());
        SimpleMailMessage mail = new SimpleMailMessage();
        mail.setFrom("no-reply@bench.example");
        mail.setTo(String.valueOf(signIn.getEmail()));
        mail.setSubject("New sign-in");
        mail.setText("Someone signed in to your account " + signIn.getLogin() + " at " + signIn.getOccurredAt());
        sender.send(mail);
    }
}

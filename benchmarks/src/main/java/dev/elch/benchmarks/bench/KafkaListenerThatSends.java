package dev.elch.benchmarks.bench;

import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import java.net.URI;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The floor: reads sign-ins and sends a short text for each, a new SMTP connection every time. */
@SpringBootApplication
class KafkaListenerThatSends {

    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    private final Deserializer<UserSignedIn> deserializer;

    KafkaListenerThatSends(@Value("${listener.registry}") URI registry, @Value("${listener.smtp-port}") int smtpPort) {
        this.deserializer = WireFormat.deserializer(registry, UserSignedIn.class);
        sender.setHost("127.0.0.1");
        sender.setPort(smtpPort);
    }

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(KafkaListenerThatSends.class)
                .properties(Map.of(
                        "spring.kafka.consumer.group-id", "listener",
                        "spring.kafka.consumer.auto-offset-reset", "earliest",
                        "spring.kafka.consumer.key-deserializer", ByteArrayDeserializer.class.getName(),
                        "spring.kafka.consumer.value-deserializer", ByteArrayDeserializer.class.getName(),
                        "spring.kafka.listener.concurrency", "8"))
                .run(arguments);
    }

    @KafkaListener(topics = Topics.USER_SIGNED_IN)
    void send(ConsumerRecord<byte[], byte[]> record) {
        UserSignedIn signIn = deserializer.deserialize(record.topic(), record.value());
        SimpleMailMessage mail = new SimpleMailMessage();
        mail.setFrom("no-reply@bench.example");
        mail.setTo(String.valueOf(signIn.getEmail()));
        mail.setSubject("New sign-in");
        mail.setText("There was a sign-in to your account " + signIn.getLogin() + " at " + signIn.getOccurredAt());
        sender.send(mail);
    }
}

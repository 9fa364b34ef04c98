package dev.elch.notification.crash;

import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import dev.elch.notification.Events;
import java.net.URI;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes sign-ins as auth-service does, and goes on trying while the broker is away. */
final class SignInPublisher implements AutoCloseable {

    private final KafkaProducer<String, UserSignedIn> producer;

    SignInPublisher(String bootstrapServers, URI registry) {
        Serializer<UserSignedIn> serializer = WireFormat.serializer(registry);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"), new StringSerializer(), serializer);
    }

    void publish(String eventKey, String userId, Fate fate) {
        UserSignedIn event = UserSignedIn.newBuilder(Events.signIn(userId, PostOffice.address(fate, eventKey)))
                .setEventKey(eventKey)
                .build();
        var unused = producer.send(new ProducerRecord<>(Topics.USER_SIGNED_IN, userId, event));
    }

    /** Waits until everything is acknowledged. */
    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}

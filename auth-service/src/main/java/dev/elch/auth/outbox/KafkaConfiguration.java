package dev.elch.auth.outbox;

import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.MicrometerProducerListener;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.ProducerListener;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The producer of sign-in events. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    /** A sender waits for {@code max.block.ms} at most; more than this many at once means that the broker is away. */
    private static final int SENDERS = 4;

    private static final int WAITING_FOR_A_SENDER = 10_000;

    @Bean
    Serializer<UserSignedIn> signInSerializer(RegistryProperties registry) {
        return WireFormat.serializer(registry.url());
    }

    @Bean
    ProducerFactory<String, UserSignedIn> signInProducers(
            KafkaProperties kafka, Serializer<UserSignedIn> serializer, MeterRegistry registry) {
        DefaultKafkaProducerFactory<String, UserSignedIn> producers =
                new DefaultKafkaProducerFactory<>(kafka.buildProducerProperties(), new StringSerializer(), serializer);
        producers.addListener(new MicrometerProducerListener<>(registry));
        return producers;
    }

    @Bean
    KafkaTemplate<String, UserSignedIn> signInTemplate(ProducerFactory<String, UserSignedIn> producers) {
        KafkaTemplate<String, UserSignedIn> template = new KafkaTemplate<>(producers);
        // The default one logs the record on failure, with the address in clear.
        template.setProducerListener(new ProducerListener<>() {});
        return template;
    }

    @Bean(destroyMethod = "dispose")
    Scheduler kafkaSenders() {
        return Schedulers.newBoundedElastic(SENDERS, WAITING_FOR_A_SENDER, "kafka-sender", 60, true);
    }

    @Bean
    SignInEvents signInEvents(KafkaTemplate<String, UserSignedIn> kafka, Scheduler kafkaSenders) {
        return new KafkaSignInEvents(kafka, kafkaSenders);
    }
}

package dev.elch.notification.deadletter;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.record.Published;
import dev.elch.notification.record.Routes;
import dev.elch.notification.record.StoredRecords;
import dev.elch.notification.retry.RetryProperties;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together the dead letters, and the database that keeps those that their topic does not take. */
@Configuration(proxyBeanMethods = false)
class MongoDeadLetterConfiguration {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    @Bean
    MongoParkedDeadLetters parkedDeadLetters(MongoDatabase database, StoredRecords stored, Clock clock) {
        return new MongoParkedDeadLetters(
                database.getCollection(MongoParkedDeadLetters.COLLECTION), stored, ANSWER_TIMEOUT, clock);
    }

    @Bean
    DeadLetters deadLetters(Routes routes, ParkedDeadLetters parked, DeliveryMeters meters, Clock clock) {
        DeadLetters deadLetters = new DeadLetters(routes, parked, clock);
        Arrays.stream(Published.values())
                .filter(why -> why != Published.YES)
                .forEach(why -> meters.watchParkedDeadLetters(
                        why.name().toLowerCase(Locale.ROOT),
                        () -> deadLetters.parkedNow().getOrDefault(why, 0L)));
        return deadLetters;
    }

    /** Parked dead letters are safe, so the service stays up; the detail says how many wait, and why. */
    @Bean
    HealthIndicator deadLettersHealthIndicator(DeadLetters deadLetters) {
        return () -> Health.up().withDetail("parked", deadLetters.parkedNow()).build();
    }

    @Bean
    ParkedDeadLetterRounds parkedDeadLetterRounds(DeadLetters deadLetters, RetryProperties properties) {
        return new ParkedDeadLetterRounds(deadLetters, properties.parkedDeadLettersEvery());
    }
}

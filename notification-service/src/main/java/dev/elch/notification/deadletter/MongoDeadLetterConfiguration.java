package dev.elch.notification.deadletter;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.notification.record.Routes;
import dev.elch.notification.retry.RetryProperties;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together the dead letters, and the database that keeps those that their topic does not take. */
@Configuration(proxyBeanMethods = false)
class MongoDeadLetterConfiguration {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    @Bean
    ParkedDeadLetters parkedDeadLetters(MongoDatabase database, Clock clock) {
        return new MongoParkedDeadLetters(
                database.getCollection(MongoParkedDeadLetters.COLLECTION), ANSWER_TIMEOUT, clock);
    }

    @Bean
    DeadLetters deadLetters(Routes routes, ParkedDeadLetters parked, Clock clock) {
        return new DeadLetters(routes, parked, clock);
    }

    @Bean
    ParkedDeadLetterRounds parkedDeadLetterRounds(DeadLetters deadLetters, RetryProperties properties) {
        return new ParkedDeadLetterRounds(deadLetters, properties.parkedDeadLettersEvery());
    }
}

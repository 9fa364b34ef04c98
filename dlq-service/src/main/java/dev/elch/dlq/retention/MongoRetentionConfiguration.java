package dev.elch.dlq.retention;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.background.RepeatedTask;
import dev.elch.dlq.deadletter.DlqProperties;
import dev.elch.dlq.discard.MongoDeadLetterMoves;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Deletes the dead letters that were kept long enough. */
@Configuration(proxyBeanMethods = false)
class MongoRetentionConfiguration {

    private static final Duration DELAY = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofHours(1);

    @Bean
    MongoErasedDeadLetters erasedDeadLetters(MongoDatabase database, MongoDeadLetterMoves moves) {
        return new MongoErasedDeadLetters(database, moves);
    }

    @Bean(destroyMethod = "stop")
    RepeatedTask retentionTask(
            MongoDatabase database, MongoDeadLetterMoves moves, DlqProperties properties, Clock clock) {
        MongoRetention retention = new MongoRetention(database, moves, properties.retention());
        return new RepeatedTask("retention", DELAY, PAUSE, new RetentionSweeper(retention, clock)::sweep);
    }
}

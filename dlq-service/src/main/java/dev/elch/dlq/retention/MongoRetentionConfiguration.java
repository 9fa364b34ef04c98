package dev.elch.dlq.retention;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.DlqProperties;
import dev.elch.dlq.discard.MongoDeadLetterMoves;
import java.time.Clock;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets dead letters go that were kept long enough. */
@Configuration(proxyBeanMethods = false)
class MongoRetentionConfiguration {

    @Bean(destroyMethod = "stop")
    RetentionSweeper retentionSweeper(
            MongoDatabase database, MongoDeadLetterMoves moves, DlqProperties properties, Clock clock) {
        return new RetentionSweeper(new MongoRetention(database, moves, properties.retention()), clock);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> sweepOnceReady(RetentionSweeper sweeper) {
        return ready -> sweeper.start();
    }
}

package dev.elch.dlq.discard;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.audit.MongoAuditLog;
import dev.elch.dlq.deadletter.ChangedDeadLetters;
import dev.elch.dlq.preview.Confirmation;
import dev.elch.dlq.preview.MongoCandidates;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Discards and restores dead letters in MongoDB. */
@Configuration(proxyBeanMethods = false)
class MongoDiscardConfiguration {

    @Bean
    MongoDeadLetterMoves deadLetterMoves(MongoDatabase database, ChangedDeadLetters changed) {
        return new MongoDeadLetterMoves(database, changed);
    }

    @Bean
    Discards discards(
            MongoCandidates candidates,
            MongoDeadLetterMoves moves,
            MongoAuditLog audit,
            Confirmation confirmation,
            Clock clock) {
        return new Discards(candidates, moves, audit, confirmation, clock);
    }
}

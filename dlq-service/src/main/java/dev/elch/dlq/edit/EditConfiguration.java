package dev.elch.dlq.edit;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.access.IssuedTokens;
import dev.elch.dlq.audit.MongoAuditLog;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.dlq.replay.Replays;
import java.net.URI;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes edits. */
@Configuration(proxyBeanMethods = false)
class EditConfiguration {

    @Bean
    Edits edits(
            MongoDatabase database,
            MongoDeadLetters deadLetters,
            Replays replays,
            MongoAuditLog audit,
            EditProperties properties,
            IssuedTokens tokens,
            Clock clock,
            @Value("${elch.registry.url}") URI registry) {
        return new Edits(
                deadLetters,
                new MongoEdits(database),
                replays,
                audit,
                new RegistryEncoder(registry),
                properties,
                tokens::makerOf,
                clock);
    }
}

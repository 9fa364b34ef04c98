package dev.elch.dlq.settlement;

import dev.elch.dlq.intake.MongoProviders;
import dev.elch.dlq.meter.DlqMeters;
import dev.elch.dlq.replay.MongoClaims;
import dev.elch.dlq.replay.MongoReplayPages;
import java.net.URI;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hears what became of replayed dead letters. */
@Configuration(proxyBeanMethods = false)
class KafkaSettlementConfiguration {

    @Bean
    Settlements settlements(
            MongoClaims claims, MongoReplayPages pages, MongoProviders providers, DlqMeters meters, Clock clock) {
        return new Settlements(claims, pages, providers, meters, clock);
    }

    @Bean
    KafkaSettlementListener settlementListener(@Value("${elch.registry.url}") URI registry, Settlements settlements) {
        return new KafkaSettlementListener(new KafkaSettlementReader(registry), settlements);
    }
}

package dev.elch.dlq.preview;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.DlqProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Counts in MongoDB what an act on many dead letters would concern. */
@Configuration(proxyBeanMethods = false)
class MongoPreviewConfiguration {

    @Bean
    MongoCandidates candidates(MongoDatabase database) {
        return new MongoCandidates(database);
    }

    @Bean
    Confirmation confirmation(DlqProperties properties) {
        return new Confirmation(properties.confirmAbove());
    }
}

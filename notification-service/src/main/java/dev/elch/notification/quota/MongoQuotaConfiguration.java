package dev.elch.notification.quota;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.startup.MongoIndexes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the quota in the database. */
@Configuration(proxyBeanMethods = false)
class MongoQuotaConfiguration {

    @Bean
    MongoQuota storedQuota(MongoDatabase database, QuotaProperties properties) {
        return new MongoQuota(database, properties.policy(), properties.remembered());
    }

    @Bean
    MongoIndexes quotaIndexes() {
        return MongoQuota.INDEXES;
    }

    @Bean
    MongoIndexes quotaRefusalIndexes() {
        return MongoQuotaRefusals.INDEXES;
    }
}

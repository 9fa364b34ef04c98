package dev.elch.notification.quota;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.notification.MongoIndexes;
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
    MongoIndexes quotaIndexes(MongoQuota quota) {
        return quota::createIndexes;
    }
}

package dev.elch.notification.quota;

import com.mongodb.reactivestreams.client.MongoDatabase;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the quota in the database. */
@Configuration(proxyBeanMethods = false)
class MongoQuotaConfiguration {

    @Bean
    MongoQuota storedQuota(MongoDatabase database, QuotaProperties properties) {
        MongoQuota quota = new MongoQuota(database, properties.policy(), properties.remembered());
        quota.createIndexes();
        return quota;
    }
}

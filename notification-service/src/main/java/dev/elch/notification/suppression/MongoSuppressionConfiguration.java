package dev.elch.notification.suppression;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.startup.MongoIndexes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the suppressed addresses in the database. */
@Configuration(proxyBeanMethods = false)
class MongoSuppressionConfiguration {

    @Bean
    MongoSuppressedAddresses suppressedAddresses(MongoDatabase database, SuppressionProperties properties) {
        return new MongoSuppressedAddresses(database, new AddressHashes(properties.pepper()));
    }

    @Bean
    MongoIndexes suppressionIndexes() {
        return MongoSuppressedAddresses.INDEXES;
    }
}

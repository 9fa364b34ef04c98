package dev.elch.notification.suppression;

import com.mongodb.reactivestreams.client.MongoDatabase;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the suppressed addresses in the database. */
@Configuration(proxyBeanMethods = false)
class MongoSuppressionConfiguration {

    @Bean
    SuppressedAddresses suppressedAddresses(MongoDatabase database, SuppressionProperties properties) {
        MongoSuppressedAddresses addresses =
                new MongoSuppressedAddresses(database, new AddressHashes(properties.pepper()));
        addresses.createIndexes();
        return addresses;
    }
}

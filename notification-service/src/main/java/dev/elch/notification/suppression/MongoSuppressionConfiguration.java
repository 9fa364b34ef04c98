package dev.elch.notification.suppression;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.notification.ledger.LedgerProperties;
import dev.elch.startup.MongoIndexes;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the suppressed addresses in the database, and shows them. */
@Configuration(proxyBeanMethods = false)
class MongoSuppressionConfiguration {

    @Bean
    FilteredSuppressions suppressedAddresses(MongoDatabase database, SuppressionProperties properties, Clock clock) {
        AddressHashes hashes = new AddressHashes(properties.pepper());
        return new FilteredSuppressions(new MongoSuppressedAddresses(database, hashes), clock).start();
    }

    @Bean
    MongoSuppressions suppressions(MongoDatabase database, SuppressionProperties properties, LedgerProperties ledger) {
        return new MongoSuppressions(database, new AddressHashes(properties.pepper()), ledger.answerTimeout());
    }

    @Bean
    MongoIndexes suppressionLiftIndexes() {
        return MongoSuppressions.LIFT_INDEXES;
    }

    @Bean
    MongoIndexes suppressionIndexes() {
        return MongoSuppressedAddresses.INDEXES;
    }
}

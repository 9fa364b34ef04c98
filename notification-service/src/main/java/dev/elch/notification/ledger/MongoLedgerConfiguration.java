package dev.elch.notification.ledger;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.startup.MongoIndexes;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the ledger in the database. */
@Configuration(proxyBeanMethods = false)
class MongoLedgerConfiguration {

    @Bean
    ClaimRules claimRules(LedgerProperties properties) {
        String owner = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
        return new ClaimRules(owner, properties.lease(), properties.window());
    }

    @Bean
    DeliveryLedger deliveryLedger(MongoDatabase database, ClaimRules rules, LedgerProperties properties) {
        return new MongoDeliveryLedger(
                database.getCollection(MongoLedgerIndexes.COLLECTION), rules, properties.answerTimeout());
    }

    @Bean
    MongoSubmissions submissions(MongoDatabase database, LedgerProperties properties) {
        return new MongoSubmissions(
                database.getCollection(MongoLedgerIndexes.COLLECTION), properties.window(), properties.answerTimeout());
    }

    @Bean
    MailReports mailReports(MongoDatabase database, LedgerProperties properties) {
        return new MongoMailReports(database.getCollection(MongoLedgerIndexes.COLLECTION), properties.answerTimeout());
    }

    @Bean
    MongoErasedDeliveries erasedDeliveries(MongoDatabase database, Clock clock) {
        return new MongoErasedDeliveries(database.getCollection(MongoLedgerIndexes.COLLECTION), clock);
    }

    @Bean
    MongoIndexes ledgerIndexes() {
        return MongoLedgerIndexes.INDEXES;
    }
}

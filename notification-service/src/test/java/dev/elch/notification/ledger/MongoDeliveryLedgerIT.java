package dev.elch.notification.ledger;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.notification.MongoForTests;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ledger in a database keeps the contract. */
class MongoDeliveryLedgerIT extends DeliveryLedgerContract {

    @RegisterExtension
    static final MongoForTests MONGO = new MongoForTests();

    private MongoDatabase database;

    @BeforeEach
    void emptyDatabase() {
        database = MONGO.emptyDatabase();
        new MongoLedgerIndexes(database).create(Duration.ofSeconds(10));
    }

    @Override
    DeliveryLedger ledger(String owner) {
        return new MongoDeliveryLedger(
                database.getCollection(MongoLedgerIndexes.COLLECTION),
                new ClaimRules(owner, LEASE, WINDOW),
                Duration.ofSeconds(10));
    }
}

package dev.elch.notification.ledger;

import com.mongodb.reactivestreams.client.MongoCollection;
import dev.elch.notification.MongoForTests;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reports in a database keep the contract. */
class MongoMailReportsIT extends MailReportsContract {

    @RegisterExtension
    static final MongoForTests MONGO = new MongoForTests();

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private MongoCollection<Document> deliveries;

    @BeforeEach
    void emptyDatabase() {
        deliveries = MONGO.emptyDatabase().getCollection(MongoLedgerIndexes.COLLECTION);
    }

    @Override
    DeliveryLedger ledger() {
        return new MongoDeliveryLedger(deliveries, new ClaimRules("a", LEASE, WINDOW), LIMIT);
    }

    @Override
    MailReports reports() {
        return new MongoMailReports(deliveries, LIMIT);
    }

    @Override
    String mailState() {
        return new MongoSubmissions(deliveries, WINDOW, LIMIT)
                .find(key, now)
                .block(LIMIT)
                .mailState();
    }
}

package dev.elch.notification.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.notification.MongoForTests;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ledger in a database keeps the contract. */
class MongoDeliveryLedgerIT extends DeliveryLedgerContract {

    @RegisterExtension
    static final MongoForTests MONGO = new MongoForTests();

    private MongoDatabase database;

    @BeforeEach
    void emptyDatabase() {
        database = MONGO.emptyDatabase();
        MongoLedgerIndexes.INDEXES.create(database).block(Duration.ofSeconds(10));
    }

    @Test
    void a_take_over_that_looked_before_the_event_was_condemned_looks_again() {
        Claim slow = claimed(ledger("a").claim(first("t-0-1"), now));
        assertThat(ledger("a").handOver(slow, "smtp", now)).isTrue();
        DeliveryLedger overtaken =
                ledger("b", beforeTheFirstUpdate(() -> ledger("a").noteFailure(slow, REFUSED)));

        Claim taken = claimed(overtaken.claim(first("t-0-1"), now.plus(LEASE)));

        assertThat(taken.failure()).isEqualTo(REFUSED);
        assertThat(taken.unknowns()).isZero();
    }

    @Override
    DeliveryLedger ledger(String owner) {
        return ledger(owner, deliveries());
    }

    private static DeliveryLedger ledger(String owner, MongoCollection<Document> deliveries) {
        return new MongoDeliveryLedger(deliveries, new ClaimRules(owner, LEASE, WINDOW), Duration.ofSeconds(10));
    }

    private MongoCollection<Document> deliveries() {
        return database.getCollection(MongoLedgerIndexes.COLLECTION);
    }

    /** The deliveries, where {@code faster} is through between the look at a document and its update. */
    @SuppressWarnings("unchecked")
    private MongoCollection<Document> beforeTheFirstUpdate(Supplier<Boolean> faster) {
        MongoCollection<Document> deliveries = deliveries();
        AtomicBoolean isFirst = new AtomicBoolean(true);
        return (MongoCollection<Document>) Proxy.newProxyInstance(
                MongoCollection.class.getClassLoader(),
                new Class<?>[] {MongoCollection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("updateOne") && isFirst.getAndSet(false)) {
                        assertThat(faster.get()).isTrue();
                    }
                    return method.invoke(deliveries, arguments);
                });
    }
}

package dev.elch.dlq.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.contract.StoredRecordFields;
import dev.elch.dlq.deadletter.Bytes;
import dev.elch.dlq.deadletter.DlqProperties;
import dev.elch.testkit.stack.Stack;
import java.time.Duration;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Values that no topic takes are in the database of notification-service, which may be another one than ours. */
class MongoStoredValuesIT {

    private static final Bytes VALUE = Bytes.copyOf(new byte[] {1, 2, 3});

    private static MongoClient client;

    private final String own = "dlq_" + UUID.randomUUID();
    private final String other = "notification_" + UUID.randomUUID();

    @BeforeAll
    static void connect() {
        client = MongoClients.create(Stack.shared().mongoUri("dlq_stored_values"));
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Test
    void reads_them_from_the_database_that_is_named() {
        store(client.getDatabase(other));

        assertThat(values(other).find(VALUE.sha256())).contains(VALUE);
        assertThat(values("").find(VALUE.sha256())).isEmpty();
    }

    @Test
    void reads_them_from_its_own_database_if_none_is_named() {
        store(client.getDatabase(own));

        assertThat(values("").find(VALUE.sha256())).contains(VALUE);
    }

    private MongoStoredValues values(String notificationDatabase) {
        DlqProperties properties = new DlqProperties(1_000, "dlq-service", Duration.ofDays(30), notificationDatabase);
        return new KafkaDeadLetterConfiguration().storedValues(client, client.getDatabase(own), properties);
    }

    private static void store(MongoDatabase database) {
        Document part = new Document(StoredRecordFields.RECORD, VALUE.sha256())
                .append(StoredRecordFields.PART, 0)
                .append(StoredRecordFields.VALUE, new Binary(VALUE.toArray()));
        Mono.from(database.getCollection(StoredRecordFields.COLLECTION).insertOne(part))
                .block();
    }
}

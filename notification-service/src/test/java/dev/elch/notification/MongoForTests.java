package dev.elch.notification;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.testkit.stack.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database for the tests of one class. */
public final class MongoForTests implements BeforeAllCallback, AfterAllCallback {

    private final TestDatabase database = TestDatabase.open();
    private MongoClient client;

    @Override
    public void beforeAll(ExtensionContext context) {
        client = MongoClients.create(database.uri("test"));
    }

    /** A database that no other test uses. */
    public MongoDatabase emptyDatabase() {
        return client.getDatabase("test-" + UUID.randomUUID());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        client.close();
        database.close();
    }
}

package dev.elch.dlq.deadletter;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.testkit.stack.Stack;
import java.util.UUID;

/** A database of its own for every test. */
public final class MongoTest {

    private static final MongoClient client = MongoClients.create(Stack.shared().mongoUri("test"));

    private MongoTest() {}

    public static MongoDatabase database() {
        return client.getDatabase("dlq-" + UUID.randomUUID());
    }
}

package dev.elch.dlq.deadletter;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.group.MongoGroupCounting;
import dev.elch.testkit.stack.Stack;
import java.util.List;
import java.util.UUID;

/** A database of its own for every test. */
public final class MongoTest {

    private static final MongoClient client = MongoClients.create(Stack.shared().mongoUri("test"));

    private MongoTest() {}

    public static MongoDatabase database() {
        return client.getDatabase("dlq-" + UUID.randomUUID());
    }

    /** Counts as the service does in the background, until every dead letter is counted as it stands. */
    public static void countAll(MongoDatabase database) {
        MongoGroupCounting counting = new MongoGroupCounting(database);
        int counted;
        do {
            counted = counting.count(List.of()).blockOptional().orElse(0);
        } while (counted > 0);
    }
}

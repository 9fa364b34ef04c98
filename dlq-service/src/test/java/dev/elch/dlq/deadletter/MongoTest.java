package dev.elch.dlq.deadletter;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.UUID;

/** A database of its own for every test. */
public final class MongoTest {

    private static final MongoServer server = new MongoServer(new MemoryBackend());
    private static final MongoClient client = MongoClients.create(server.bindAndGetConnectionString());

    private MongoTest() {}

    public static MongoDatabase database() {
        return client.getDatabase("t" + UUID.randomUUID());
    }
}

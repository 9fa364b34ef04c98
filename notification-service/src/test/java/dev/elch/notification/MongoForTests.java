package dev.elch.notification;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database for the tests of one class. */
public final class MongoForTests implements BeforeAllCallback, AfterAllCallback {

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final AtomicInteger databases = new AtomicInteger();
    private MongoClient client;

    @Override
    public void beforeAll(ExtensionContext context) {
        client = MongoClients.create(server.bindAndGetConnectionString());
    }

    /** A database that nobody else uses. */
    public MongoDatabase emptyDatabase() {
        return client.getDatabase("test-" + databases.incrementAndGet());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        client.close();
        server.shutdownNow();
    }
}

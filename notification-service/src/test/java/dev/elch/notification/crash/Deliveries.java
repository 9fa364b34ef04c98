package dev.elch.notification.crash;

import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bson.Document;
import reactor.core.publisher.Flux;

/** What the database holds, read past the service. */
final class Deliveries implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final MongoClient client;
    private final String database;

    Deliveries(String uri) {
        client = MongoClients.create(uri);
        database = new ConnectionString(uri).getDatabase();
    }

    /** The ledger, by event key. */
    Map<String, Document> byEventKey() {
        return all("deliveries")
                .collectMap(document -> document.getString("_id"))
                .block(LIMIT);
    }

    /** How often each event was paid for. */
    Map<String, Long> charges() {
        return all("quotas")
                .flatMapIterable(quota -> quota.getList("charges", Document.class))
                .map(charge -> charge.getString("eventKey"))
                .groupBy(Function.identity())
                .flatMap(same -> same.count().map(count -> Map.entry(same.key(), count)), Integer.MAX_VALUE)
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .block(LIMIT);
    }

    /** Whether the journal says that a mail may have been accepted while its answer was lost. */
    static boolean isUnknownOnce(Document delivery) {
        return delivery.getList("journal", Document.class, List.of()).stream()
                .map(entry -> entry.getString("outcome"))
                .anyMatch(outcome -> outcome.equals("unknown") || outcome.equals("ambiguous"));
    }

    private Flux<Document> all(String collection) {
        return Flux.from(client.getDatabase(database).getCollection(collection).find());
    }

    @Override
    public void close() {
        client.close();
    }
}

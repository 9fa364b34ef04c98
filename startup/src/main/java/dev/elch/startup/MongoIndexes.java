package dev.elch.startup;

import com.mongodb.client.model.IndexModel;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.List;
import reactor.core.publisher.Mono;

/** The indexes that a feature needs on one collection. Creating those that exist changes nothing. */
public record MongoIndexes(String collection, List<IndexModel> indexes) {

    public MongoIndexes {
        indexes = List.copyOf(indexes);
        if (indexes.isEmpty()) {
            throw new IllegalArgumentException("no indexes for the collection " + collection);
        }
    }

    /** Completes when all of them exist. */
    public Mono<Void> create(MongoDatabase database) {
        return Mono.from(database.getCollection(collection).createIndexes(indexes))
                .then();
    }
}

package dev.elch.notification.ledger;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.notification.MongoAnswers;
import dev.elch.notification.MongoIndexes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The indexes behind the ledger; making them again changes nothing. */
final class MongoLedgerIndexes implements MongoIndexes {

    /** Collection of the ledger, one document per event key. */
    static final String COLLECTION = "deliveries";

    private final MongoDatabase database;

    MongoLedgerIndexes(MongoDatabase database) {
        this.database = database;
    }

    @Override
    public void create(Duration limit) {
        List<IndexModel> indexes = List.of(
                new IndexModel(
                        Indexes.compoundIndex(Indexes.ascending("userId"), Indexes.descending("createdAt", "_id"))),
                new IndexModel(Indexes.ascending(MongoSubmissionDocuments.PUBLISH_AT), new IndexOptions().sparse(true)),
                new IndexModel(Indexes.ascending("expireAt"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS)));
        MongoAnswers.within(limit).await(database.getCollection(COLLECTION).createIndexes(indexes));
    }
}

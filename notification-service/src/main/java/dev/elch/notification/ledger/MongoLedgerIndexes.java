package dev.elch.notification.ledger;

import static dev.elch.notification.ledger.MongoLedgerFields.CREATED_AT;
import static dev.elch.notification.ledger.MongoLedgerFields.EXPIRE_AT;
import static dev.elch.notification.ledger.MongoLedgerFields.ID;
import static dev.elch.notification.ledger.MongoLedgerFields.USER_ID;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.elch.startup.MongoIndexes;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The collection of the ledger and its indexes. */
final class MongoLedgerIndexes {

    /** Collection of the ledger, one document per event key. */
    static final String COLLECTION = "deliveries";

    static final MongoIndexes INDEXES = new MongoIndexes(
            COLLECTION,
            List.of(
                    new IndexModel(
                            Indexes.compoundIndex(Indexes.ascending(USER_ID), Indexes.descending(CREATED_AT, ID))),
                    new IndexModel(
                            Indexes.ascending(MongoSubmissionDocuments.PUBLISH_AT_PATH),
                            new IndexOptions().sparse(true)),
                    new IndexModel(
                            Indexes.ascending(EXPIRE_AT), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS))));

    private MongoLedgerIndexes() {}
}

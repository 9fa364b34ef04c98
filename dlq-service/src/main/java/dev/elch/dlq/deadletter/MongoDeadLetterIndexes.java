package dev.elch.dlq.deadletter;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.elch.startup.MongoIndexes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The indexes that keep a million dead letters quick to find. */
final class MongoDeadLetterIndexes {

    private MongoDeadLetterIndexes() {}

    /** Each ends with the order of a page, so that a page is read from the index without sorting. */
    static MongoIndexes ofDeadLetters() {
        List<IndexModel> indexes = new ArrayList<>();
        indexes.add(new IndexModel(Indexes.descending(MongoDeadLetterDocument.FAILED_AT, MongoDeadLetterDocument.ID)));
        Stream.of(
                        MongoDeadLetterDocument.STATE,
                        MongoDeadLetterDocument.KIND,
                        MongoDeadLetterDocument.CODE,
                        MongoDeadLetterDocument.CLASSES,
                        MongoDeadLetterDocument.PROVIDER,
                        MongoDeadLetterDocument.DOMAIN,
                        MongoDeadLetterDocument.USER,
                        MongoDeadLetterDocument.EVENT_KEY,
                        MongoDeadLetterDocument.GROUP,
                        MongoDeadLetterDocument.WORDS)
                .map(field -> Indexes.compoundIndex(
                        Indexes.ascending(field),
                        Indexes.descending(MongoDeadLetterDocument.FAILED_AT, MongoDeadLetterDocument.ID)))
                .forEach(keys -> indexes.add(new IndexModel(keys)));
        indexes.add(
                new IndexModel(Indexes.ascending(MongoDeadLetterDocument.UNCOUNTED), new IndexOptions().sparse(true)));
        return new MongoIndexes(MongoDeadLetters.COLLECTION, indexes);
    }
}

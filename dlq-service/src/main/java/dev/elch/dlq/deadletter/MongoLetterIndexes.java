package dev.elch.dlq.deadletter;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/** The indexes that keep a million letters quick to find. Creating one that exists changes nothing. */
final class MongoLetterIndexes {

    private static final Logger log = LoggerFactory.getLogger(MongoLetterIndexes.class);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final MongoDatabase database;

    MongoLetterIndexes(MongoDatabase database) {
        this.database = database;
    }

    void create() {
        Flux.from(database.getCollection(MongoLetters.COLLECTION).createIndexes(ofLetters()))
                .thenMany(database.getCollection(MongoGroups.COLLECTION).createIndexes(ofGroups()))
                .then()
                .block(LONGEST);
        log.info("Indexes of the letters are there");
    }

    /** For the list, for new causes, and for what is open: causes that are long over stay for ever. */
    private static List<IndexModel> ofGroups() {
        return List.of(
                new IndexModel(Indexes.descending(MongoGroups.LAST, "_id")),
                new IndexModel(Indexes.descending(MongoGroups.FIRST, "_id")),
                new IndexModel(Indexes.ascending(MongoGroups.OPEN)));
    }

    /** Each ends with the order of a page, so that a page is read from the index without sorting. */
    private static List<IndexModel> ofLetters() {
        List<IndexModel> indexes = new ArrayList<>();
        indexes.add(new IndexModel(Indexes.descending(MongoLetterDocument.FAILED_AT, MongoLetterDocument.ID)));
        Stream.of(
                        MongoLetterDocument.STATE,
                        MongoLetterDocument.KIND,
                        MongoLetterDocument.CODE,
                        MongoLetterDocument.CLASSES,
                        MongoLetterDocument.PROVIDER,
                        MongoLetterDocument.DOMAIN,
                        MongoLetterDocument.USER,
                        MongoLetterDocument.EVENT_KEY,
                        MongoLetterDocument.GROUP,
                        MongoLetterDocument.WORDS)
                .map(field -> Indexes.compoundIndex(
                        Indexes.ascending(field),
                        Indexes.descending(MongoLetterDocument.FAILED_AT, MongoLetterDocument.ID)))
                .forEach(keys -> indexes.add(new IndexModel(keys)));
        indexes.add(new IndexModel(Indexes.ascending(MongoLetterDocument.UNCOUNTED), new IndexOptions().sparse(true)));
        return indexes;
    }
}

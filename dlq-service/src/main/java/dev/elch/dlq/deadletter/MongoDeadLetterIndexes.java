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

/** The indexes that keep a million dead letters quick to find. Creating one that exists changes nothing. */
final class MongoDeadLetterIndexes {

    private static final Logger log = LoggerFactory.getLogger(MongoDeadLetterIndexes.class);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final MongoDatabase database;

    MongoDeadLetterIndexes(MongoDatabase database) {
        this.database = database;
    }

    void create() {
        Flux.from(database.getCollection(MongoDeadLetters.COLLECTION).createIndexes(ofDeadLetters()))
                .thenMany(database.getCollection(MongoGroups.COLLECTION).createIndexes(ofGroups()))
                .then()
                .block(LONGEST);
        log.info("Indexes of the dead letters are there");
    }

    /** For the list, for new causes, and for what is open: causes that are long over stay for ever. */
    private static List<IndexModel> ofGroups() {
        return List.of(
                new IndexModel(Indexes.descending(MongoGroups.LAST, "_id")),
                new IndexModel(Indexes.descending(MongoGroups.FIRST, "_id")),
                new IndexModel(Indexes.ascending(MongoGroups.OPEN)));
    }

    /** Each ends with the order of a page, so that a page is read from the index without sorting. */
    private static List<IndexModel> ofDeadLetters() {
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
        return indexes;
    }
}

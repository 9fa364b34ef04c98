package dev.elch.notification;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Inserts and guarded updates of single documents; those that wait at the same moment go in one command. Each is still atomic by
 * itself, and one that fails does not touch the others of its command.
 */
public final class MongoGroupedWrites {

    private static final int MOST = 64;

    private final MongoCollection<Document> collection;
    private final MongoAnswers answers;
    private final GroupedCalls<Document, Written> inserts;
    private final GroupedCalls<Update, Written> updates;

    /**
     * Groups the writes to {@code collection}.
     *
     * @param deadline of one command; a write waits for the one before it, too, and for a look at what it did
     */
    public MongoGroupedWrites(MongoCollection<Document> collection, Duration deadline) {
        this.collection = collection;
        this.answers = MongoAnswers.within(deadline);
        this.inserts = new GroupedCalls<>(this::insertAll, MOST, deadline);
        this.updates = new GroupedCalls<>(this::updateAll, MOST, deadline);
    }

    /**
     * Inserts a document that has an {@code _id}.
     *
     * @return false if there is one with this id
     * @throws MongoException as for a single insert
     * @throws GroupedCalls.NotMadeException if it could not be sent in time
     */
    public boolean insert(Document document) {
        return inserts.ask(document).isDone();
    }

    /**
     * Changes the document {@code id} if {@code guard} holds.
     *
     * @param guard about fields other than the id
     * @param isApplied of the document as it stands afterwards: whether it shows that this very change was made, now or by an
     *     earlier call whose answer was lost. Asked only if not every update of a command found its document, because a server
     *     tells how many did and not which.
     * @throws MongoException as for a single update
     * @throws GroupedCalls.NotMadeException if it could not be sent in time
     */
    public boolean update(String id, Bson guard, Bson change, Predicate<Document> isApplied) {
        return updates.ask(new Update(id, filter(id, guard.toBsonDocument()), change, isApplied))
                .isDone();
    }

    private static BsonDocument filter(String id, BsonDocument guard) {
        BsonDocument filter = new BsonDocument("_id", new BsonString(id));
        filter.putAll(guard);
        return filter;
    }

    private List<Written> insertAll(List<Document> documents) {
        try {
            answers.await(collection.insertMany(documents, new InsertManyOptions().ordered(false)));
            return documents.stream().map(document -> Written.YES).toList();
        } catch (MongoBulkWriteException e) {
            return each(documents, e, index -> Written.YES);
        }
    }

    private List<Written> updateAll(List<Update> group) {
        List<UpdateOneModel<Document>> models = group.stream()
                .map(update -> new UpdateOneModel<Document>(update.filter(), update.change()))
                .toList();
        try {
            BulkWriteResult result = Objects.requireNonNull(
                    answers.await(collection.bulkWrite(models, new BulkWriteOptions().ordered(false))));
            return result.getMatchedCount() == group.size()
                    ? group.stream().map(update -> Written.YES).toList()
                    : looked(group);
        } catch (MongoBulkWriteException e) {
            List<Written> looked = looked(group);
            return each(group, e, looked::get);
        }
    }

    private List<Written> looked(List<Update> group) {
        Map<String, Document> found =
                answers
                        .awaitAll(collection.find(
                                in("_id", group.stream().map(Update::id).toList())))
                        .stream()
                        .collect(Collectors.toMap(document -> document.getString("_id"), Function.identity()));
        return group.stream()
                .map(update -> {
                    Document document = found.get(update.id());
                    return document != null && update.isApplied().test(document) ? Written.YES : Written.NO;
                })
                .toList();
    }

    /** What became of each, where the database refused some. */
    private static List<Written> each(List<?> group, MongoBulkWriteException e, IntFunction<Written> others) {
        if (e.getWriteErrors().isEmpty()) {
            throw e; // about the write concern, and so about all
        }
        Map<Integer, Written> refused = new HashMap<>();
        for (BulkWriteError error : e.getWriteErrors()) {
            MongoWriteException single = new MongoWriteException(
                    new WriteError(error.getCode(), error.getMessage(), error.getDetails()),
                    e.getServerAddress(),
                    e.getErrorLabels());
            refused.put(
                    error.getIndex(), MongoAnswers.isDuplicateKey(single) ? Written.NO : new Written(false, single));
        }
        return IntStream.range(0, group.size())
                .mapToObj(index -> refused.containsKey(index) ? refused.get(index) : others.apply(index))
                .toList();
    }

    private record Update(String id, Bson filter, Bson change, Predicate<Document> isApplied) {}

    /** @param failure why the database refused it; null if it did not */
    private record Written(boolean isMade, @Nullable MongoException failure) {

        static final Written YES = new Written(true, null);
        static final Written NO = new Written(false, null);

        boolean isDone() {
            if (failure != null) {
                throw failure;
            }
            return isMade;
        }
    }
}

package dev.elch.notification;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoException;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;

/** Reads of single documents by id; those that wait at the same moment go in one query. */
public final class MongoGroupedReads {

    private static final int MOST = 64;

    private final MongoCollection<Document> collection;
    private final MongoAnswers answers;
    private final GroupedCalls<String, Optional<Document>> finds;

    /**
     * Groups the reads of {@code collection}.
     *
     * @param deadline of one query; a read waits for the one before it, too
     */
    public MongoGroupedReads(MongoCollection<Document> collection, Duration deadline) {
        this.collection = collection;
        this.answers = MongoAnswers.within(deadline);
        this.finds = new GroupedCalls<>(this::findAll, MOST, deadline);
    }

    /**
     * The document {@code id}.
     *
     * @throws MongoException as for a single query
     * @throws GroupedCalls.NotMadeException if it could not be sent in time
     */
    public Optional<Document> find(String id) {
        return finds.ask(id);
    }

    private List<Optional<Document>> findAll(List<String> ids) {
        Map<String, Document> found = answers.awaitAll(collection.find(in("_id", ids))).stream()
                .collect(Collectors.toMap(document -> document.getString("_id"), Function.identity()));
        return ids.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
    }
}

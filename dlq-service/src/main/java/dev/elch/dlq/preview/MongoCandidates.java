package dev.elch.dlq.preview;

import com.mongodb.client.model.Projections;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.Cause;
import dev.elch.dlq.deadletter.MongoDeadLetterDocument;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.dlq.search.DeadLetterFilter;
import dev.elch.dlq.search.MongoDeadLetterFilter;
import java.time.Instant;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;

/** Reads what a preview counts. */
public final class MongoCandidates {

    private static final int BATCH = 200;

    private static final Bson FIELDS = Projections.fields(
            MongoDeadLetterDocument.OUTLINE,
            Projections.include(
                    MongoDeadLetterDocument.VERSION,
                    MongoDeadLetterDocument.GROUP,
                    MongoDeadLetterDocument.KIND,
                    MongoDeadLetterDocument.CODE));

    private final MongoCollection<Document> deadLetters;

    public MongoCandidates(MongoDatabase database) {
        this.deadLetters = database.getCollection(MongoDeadLetters.COLLECTION);
    }

    /** Those that are meant, in any order; none that was stored or changed after the cutoff. */
    public Flux<Candidate> find(DeadLetterFilter filter, Instant cutoff) {
        return Flux.from(deadLetters
                        .find(MongoDeadLetterFilter.asSeen(filter, cutoff))
                        .projection(FIELDS)
                        .batchSize(BATCH))
                .map(MongoCandidates::candidate);
    }

    private static Candidate candidate(Document document) {
        Document cause = document.get("cause", new Document());
        return new Candidate(
                MongoDeadLetterDocument.summary(document),
                document.getLong(MongoDeadLetterDocument.VERSION),
                document.getString(MongoDeadLetterDocument.GROUP),
                cause.get("kind", Cause.UNKNOWN),
                cause.get("code", ""));
    }
}

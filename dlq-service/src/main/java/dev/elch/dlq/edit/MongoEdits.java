package dev.elch.dlq.edit;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.DeadLetterState;
import dev.elch.dlq.deadletter.Edit;
import dev.elch.dlq.deadletter.MongoDeadLetterDocument;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.dlq.deadletter.MongoEditDocument;
import java.util.List;
import org.bson.Document;
import reactor.core.publisher.Mono;

/** Stores the edits of a dead letter within its document: an update of a version that is no longer current changes nothing. */
public final class MongoEdits {

    private final MongoCollection<Document> deadLetters;

    public MongoEdits(MongoDatabase database) {
        this.deadLetters = database.getCollection(MongoDeadLetters.COLLECTION);
    }

    /** The dead letter as it is then; empty: it is no longer open, or not as it was seen. */
    public Mono<DeadLetter> replace(DeadLetter seen, List<Edit> edits) {
        return Mono.from(deadLetters.findOneAndUpdate(
                        and(
                                eq(MongoDeadLetterDocument.ID, seen.id().toString()),
                                eq(MongoDeadLetterDocument.STATE, DeadLetterState.OPEN.word()),
                                eq(
                                        MongoDeadLetterDocument.VERSION,
                                        seen.status().version())),
                        Updates.combine(
                                Updates.set(MongoDeadLetterDocument.EDITS, MongoEditDocument.writeAll(edits)),
                                Updates.inc(MongoDeadLetterDocument.VERSION, 1L)),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(MongoDeadLetterDocument::read);
    }
}

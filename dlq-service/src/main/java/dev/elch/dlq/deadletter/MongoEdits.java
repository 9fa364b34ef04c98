package dev.elch.dlq.deadletter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.List;
import org.bson.Document;
import reactor.core.publisher.Mono;

/** Keeps the edits of a letter within it: whoever changes them has seen the letter as it is, or changes nothing. */
public final class MongoEdits {

    private final MongoCollection<Document> letters;

    public MongoEdits(MongoDatabase database) {
        this.letters = database.getCollection(MongoLetters.COLLECTION);
    }

    /** The letter as it is then; empty: it is no longer open, or not as it was seen. */
    public Mono<Letter> replace(Letter seen, List<Edit> edits) {
        return Mono.from(letters.findOneAndUpdate(
                        and(
                                eq(MongoLetterDocument.ID, seen.id().toString()),
                                eq(MongoLetterDocument.STATE, LetterState.OPEN.word()),
                                eq(MongoLetterDocument.VERSION, seen.handling().version())),
                        Updates.combine(
                                Updates.set(MongoLetterDocument.EDITS, MongoEditDocument.writeAll(edits)),
                                Updates.inc(MongoLetterDocument.VERSION, 1L)),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(MongoLetterDocument::read);
    }
}

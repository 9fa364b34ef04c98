package dev.elch.dlq.deadletter;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Knows which provider refused a letter's mail. The letter and this knowledge come over two topics, in any order: it is
 * written to the letter, and kept for a letter that is still to come.
 */
public final class MongoProviders {

    private final MongoCollection<Document> letters;
    private final MongoCollection<Document> refusals;

    public MongoProviders(MongoDatabase database) {
        this.letters = database.getCollection(MongoLetters.COLLECTION);
        this.refusals = database.getCollection("dlq_refusals");
    }

    /** Takes in who refused which letter's mail. */
    public Mono<Void> refused(Map<String, String> providerByLetter) {
        if (providerByLetter.isEmpty()) {
            return Mono.empty();
        }
        List<UpdateOneModel<Document>> upserts = providerByLetter.entrySet().stream()
                .map(entry -> new UpdateOneModel<Document>(
                        eq(entry.getKey()),
                        Updates.set(MongoLetterDocument.PROVIDER, entry.getValue()),
                        new UpdateOptions().upsert(true)))
                .toList();
        return Mono.from(refusals.bulkWrite(upserts, new BulkWriteOptions().ordered(false)))
                .then(write(providerByLetter))
                .then(forgetThoseOfLettersThatAreThere(providerByLetter.keySet()));
    }

    /** Completes a letter that came after its refusal. */
    Mono<Void> complete(Collection<String> arrived) {
        return Flux.from(refusals.find(in("_id", arrived)))
                .collectMap(
                        refusal -> refusal.getString("_id"), refusal -> refusal.getString(MongoLetterDocument.PROVIDER))
                .flatMap(found -> write(found).then(forgetThoseOfLettersThatAreThere(found.keySet())));
    }

    private Mono<Void> forgetThoseOfLettersThatAreThere(Collection<String> ids) {
        return Flux.from(letters.find(in("_id", ids)).projection(Projections.include("_id")))
                .map(letter -> letter.getString("_id"))
                .collectList()
                .flatMap(there -> Mono.from(refusals.deleteMany(in("_id", there))))
                .then();
    }

    private Mono<Void> write(Map<String, String> providerByLetter) {
        if (providerByLetter.isEmpty()) {
            return Mono.empty();
        }
        List<? extends WriteModel<Document>> updates = providerByLetter.entrySet().stream()
                .map(entry -> new UpdateOneModel<Document>(
                        eq(entry.getKey()), Updates.set(MongoLetterDocument.PROVIDER, entry.getValue())))
                .toList();
        return Mono.from(letters.bulkWrite(updates, new BulkWriteOptions().ordered(false)))
                .then();
    }
}

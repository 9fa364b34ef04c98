package dev.elch.dlq.intake;

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
import dev.elch.dlq.deadletter.MongoDeadLetterDocument;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Knows which provider refused a dead letter's mail. The dead letter and this knowledge come over two topics, in any order: it is
 * written to the dead letter, and kept for a dead letter that is still to come.
 */
public final class MongoProviders {

    private final MongoCollection<Document> deadLetters;
    private final MongoCollection<Document> refusals;

    public MongoProviders(MongoDatabase database) {
        this.deadLetters = database.getCollection(MongoDeadLetters.COLLECTION);
        this.refusals = database.getCollection("dlq_refusals");
    }

    /** Takes in who refused which dead letter's mail. */
    public Mono<Void> refused(Map<String, String> providerByDeadLetter) {
        if (providerByDeadLetter.isEmpty()) {
            return Mono.empty();
        }
        List<UpdateOneModel<Document>> upserts = providerByDeadLetter.entrySet().stream()
                .map(entry -> new UpdateOneModel<Document>(
                        eq(entry.getKey()),
                        Updates.set(MongoDeadLetterDocument.PROVIDER, entry.getValue()),
                        new UpdateOptions().upsert(true)))
                .toList();
        return Mono.from(refusals.bulkWrite(upserts, new BulkWriteOptions().ordered(false)))
                .then(write(providerByDeadLetter))
                .then(forgetThoseOfDeadLettersThatAreThere(providerByDeadLetter.keySet()));
    }

    /** Completes a dead letter that came after its refusal. */
    Mono<Void> complete(Collection<String> arrived) {
        return Flux.from(refusals.find(in("_id", arrived)))
                .collectMap(
                        refusal -> refusal.getString("_id"),
                        refusal -> refusal.getString(MongoDeadLetterDocument.PROVIDER))
                .flatMap(found -> write(found).then(forgetThoseOfDeadLettersThatAreThere(found.keySet())));
    }

    private Mono<Void> forgetThoseOfDeadLettersThatAreThere(Collection<String> ids) {
        return Flux.from(deadLetters.find(in("_id", ids)).projection(Projections.include("_id")))
                .map(deadLetter -> deadLetter.getString("_id"))
                .collectList()
                .flatMap(there -> Mono.from(refusals.deleteMany(in("_id", there))))
                .then();
    }

    private Mono<Void> write(Map<String, String> providerByDeadLetter) {
        if (providerByDeadLetter.isEmpty()) {
            return Mono.empty();
        }
        List<? extends WriteModel<Document>> updates = providerByDeadLetter.entrySet().stream()
                .map(entry -> new UpdateOneModel<Document>(
                        eq(entry.getKey()), Updates.set(MongoDeadLetterDocument.PROVIDER, entry.getValue())))
                .toList();
        return Mono.from(deadLetters.bulkWrite(updates, new BulkWriteOptions().ordered(false)))
                .then();
    }
}

package dev.elch.dlq.access;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.person.Erasable;
import dev.elch.dlq.person.Person;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Erases a person who was an operator: their login is forgotten, and the tokens that they made are revoked and bear no maker. */
final class MongoErasedOperators implements Erasable {

    private final MongoCollection<Document> people;
    private final MongoCollection<Document> tokens;

    MongoErasedOperators(MongoDatabase database) {
        this.people = database.getCollection(MongoPeople.COLLECTION);
        this.tokens = database.getCollection(MongoTokens.COLLECTION);
    }

    @Override
    public String collection() {
        return MongoPeople.COLLECTION;
    }

    @Override
    public Flux<String> wordsOf(String userId) {
        return Flux.from(people.find(eq(userId))).mapNotNull(person -> person.getString(MongoPeople.LOGIN));
    }

    @Override
    public Mono<Long> erase(Person person, String actor, Instant now) {
        return revokeTokensOf(person.userId(), actor, now)
                .then(Mono.from(tokens.updateMany(eq("revokedBy", person.userId()), set("revokedBy", Person.ERASED))))
                .then(Mono.from(tokens.updateMany(eq("createdBy", person.userId()), set("createdBy", Person.ERASED))))
                .flatMap(made -> Mono.from(people.deleteOne(eq(person.userId())))
                        .map(deleted -> made.getModifiedCount() + deleted.getDeletedCount()));
    }

    /** Before the maker is forgotten: after a crash between the two, they are still found. */
    private Mono<Void> revokeTokensOf(String userId, String actor, Instant now) {
        return Mono.from(tokens.updateMany(
                        and(eq("createdBy", userId), exists("revokedAt", false)),
                        combine(set("revokedAt", Date.from(now)), set("revokedBy", actor))))
                .then();
    }
}

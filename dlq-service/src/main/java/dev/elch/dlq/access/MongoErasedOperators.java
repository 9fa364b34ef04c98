package dev.elch.dlq.access;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.person.Erasable;
import dev.elch.dlq.person.Person;
import java.time.Instant;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Erases a person who was an operator: their login is forgotten, and the tokens that they made are revoked and bear no maker. */
final class MongoErasedOperators implements Erasable {

    private final MongoCollection<Document> people;
    private final MongoTokens tokens;

    MongoErasedOperators(MongoDatabase database) {
        this.people = database.getCollection(MongoPeople.COLLECTION);
        this.tokens = new MongoTokens(database);
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
        return tokens.replacePerson(person.userId(), Person.ERASED, actor, now)
                .flatMap(made -> Mono.from(people.deleteOne(eq(person.userId())))
                        .map(deleted -> made + deleted.getDeletedCount()));
    }
}

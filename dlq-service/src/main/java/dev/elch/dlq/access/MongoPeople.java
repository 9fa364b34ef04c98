package dev.elch.dlq.access;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Remembers the login of everybody who opened the console, because the audit log knows people by their number alone. */
class MongoPeople {

    static final String COLLECTION = "dlq_people";
    static final String LOGIN = "login";

    private final MongoCollection<Document> people;

    MongoPeople(MongoDatabase database) {
        this.people = database.getCollection(COLLECTION);
    }

    /** A later login of the same person replaces the one before. */
    Mono<Void> remember(String name, String login) {
        return Mono.from(people.updateOne(eq(name), set(LOGIN, login), new UpdateOptions().upsert(true)))
                .then();
    }

    Flux<Person> all() {
        return Flux.from(people.find()).map(person -> new Person(person.getString("_id"), person.getString(LOGIN)));
    }

    /** @param name as in the audit log */
    record Person(String name, String login) {}
}

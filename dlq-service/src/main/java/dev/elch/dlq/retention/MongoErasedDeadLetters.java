package dev.elch.dlq.retention;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.Projections;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.DeadLetterState;
import dev.elch.dlq.deadletter.MongoDeadLetterDocument;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.dlq.deadletter.Transition;
import dev.elch.dlq.discard.MongoDeadLetterMoves;
import dev.elch.dlq.discard.Move;
import dev.elch.dlq.person.Erasable;
import dev.elch.dlq.person.Person;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Erases a person from the dead letters. Each expires without its content, so that the counters of its group stay true and a copy
 * of the record does not bring it back; the next sweep deletes it. One that is being replayed stays until that is over.
 */
final class MongoErasedDeadLetters implements Erasable {

    private static final List<String> OF_A_PERSON = List.of("email", "login", "name");

    private final MongoCollection<Document> deadLetters;
    private final MongoDeadLetterMoves moves;

    MongoErasedDeadLetters(MongoDatabase database, MongoDeadLetterMoves moves) {
        this.deadLetters = database.getCollection(MongoDeadLetters.COLLECTION);
        this.moves = moves;
    }

    @Override
    public String collection() {
        return MongoDeadLetters.COLLECTION;
    }

    @Override
    public Flux<String> wordsOf(String userId) {
        return Flux.from(deadLetters.find(theirs(new Person(userId, List.of()))))
                .flatMap(deadLetter -> Flux.fromStream(payloads(deadLetter)
                        .flatMap(payload -> OF_A_PERSON.stream().map(payload::get))
                        .filter(String.class::isInstance)
                        .map(String.class::cast)));
    }

    private static Stream<Document> payloads(Document deadLetter) {
        return Stream.concat(
                        Stream.of(deadLetter.get("payload")),
                        deadLetter.getList(MongoDeadLetterDocument.EDITS, Document.class, List.of()).stream()
                                .map(edit -> edit.get("payload")))
                .filter(Objects::nonNull)
                .map(Document.class::cast);
    }

    /** In this order: after a crash between the two, the dead letters are still found by the person. */
    @Override
    public Mono<Long> erase(Person person, String actor, Instant now) {
        Bson theirs = theirs(person);
        return moves.moveAll(theirs, new Move(Transition.EXPIRE, actor, Person.ERASED, now))
                .then(Mono.from(deadLetters.updateMany(
                        and(theirs, ne(MongoDeadLetterDocument.STATE, replaying())), withoutContent())))
                .map(UpdateResult::getModifiedCount)
                .flatMap(erased -> eraseReasons(person).map(reasons -> erased + reasons));
    }

    @Override
    public Mono<Long> busy(Person person) {
        return Mono.from(
                deadLetters.countDocuments(and(theirs(person), eq(MongoDeadLetterDocument.STATE, replaying()))));
    }

    /** One reason may stand on many dead letters, also on those of others. */
    private Mono<Long> eraseReasons(Person person) {
        return Flux.from(deadLetters
                        .find(ne(MongoDeadLetterDocument.REASON, null))
                        .projection(Projections.include(MongoDeadLetterDocument.REASON)))
                .map(deadLetter -> deadLetter.getString(MongoDeadLetterDocument.REASON))
                .filter(person::isNamedIn)
                .distinct()
                .collectList()
                .flatMapIterable(reasons -> reasons)
                .concatMap(reason -> Mono.from(deadLetters.updateMany(
                        eq(MongoDeadLetterDocument.REASON, reason),
                        set(MongoDeadLetterDocument.REASON, person.erasedFrom(reason)))))
                .map(UpdateResult::getModifiedCount)
                .reduce(0L, Long::sum);
    }

    /** By the user, by the key of the record where the value cannot be read, and by the recipient. */
    private static Bson theirs(Person person) {
        return or(
                eq(MongoDeadLetterDocument.USER, person.userId()),
                eq("raw.key", new Binary(person.recordKey())),
                in("payload.email", person.addresses()),
                in(MongoDeadLetterDocument.EDITS + ".payload.email", person.addresses()));
    }

    private static Bson withoutContent() {
        return combine(
                set("raw.key", null),
                set("raw.value", null),
                set("raw.headers", List.of()),
                set(MongoDeadLetterDocument.USER, null),
                set(MongoDeadLetterDocument.DOMAIN, null),
                set(MongoDeadLetterDocument.WORDS, List.of()),
                set("cause.text", ""),
                set("cause.stackTrace", null),
                set("undecodable", "erased"),
                unset("payload"),
                unset(MongoDeadLetterDocument.EDITS));
    }

    private static String replaying() {
        return DeadLetterState.REPLAYING.word();
    }
}

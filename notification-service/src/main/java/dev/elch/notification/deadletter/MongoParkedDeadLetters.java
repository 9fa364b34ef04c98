package dev.elch.notification.deadletter;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoException;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.elch.notification.MongoAnswers;
import dev.elch.notification.person.Erasable;
import dev.elch.notification.person.Person;
import dev.elch.notification.record.Envelope;
import dev.elch.notification.record.KafkaEnvelopes;
import dev.elch.notification.record.Published;
import dev.elch.notification.record.StoredRecords;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Parked dead letters as documents of {@code parked_letters}. A large one is parked as a short record. */
final class MongoParkedDeadLetters implements ParkedDeadLetters, Erasable {

    static final String COLLECTION = "parked_letters";

    /** A document of MongoDB holds 16 MB. */
    static final long LARGEST = 8 * 1024 * 1024;

    private static final String PARKED_AT = "parkedAt";
    private static final String WHY = "why";
    private static final String HEADERS = "headers";
    private static final String OTHERS = "others";
    private static final String KEY = "key";
    private static final String NAME = "name";
    private static final String VALUE = "value";

    private static final Logger log = LoggerFactory.getLogger(MongoParkedDeadLetters.class);

    private final MongoCollection<Document> deadLetters;
    private final StoredRecords stored;
    private final MongoAnswers answers;
    private final Clock clock;

    MongoParkedDeadLetters(
            MongoCollection<Document> deadLetters, StoredRecords stored, Duration answerTimeout, Clock clock) {
        this.deadLetters = deadLetters;
        this.stored = stored;
        this.answers = MongoAnswers.within(answerTimeout);
        this.clock = clock;
    }

    @Override
    public boolean park(Envelope deadLetter, Published why, Instant now) {
        try {
            Envelope kept = deadLetter.size() > LARGEST ? stored.shorten(deadLetter, now) : deadLetter;
            answers.await(deadLetters.updateOne(
                    eq(ParkedDeadLetters.idOf(deadLetter)),
                    Updates.combine(content(kept, why, now)),
                    new UpdateOptions().upsert(true)));
            return true;
        } catch (MongoException e) {
            log.warn(
                    "event {}: its dead letter cannot be parked: {}",
                    deadLetter.headers().eventKey(),
                    e.toString());
            return false;
        }
    }

    @Override
    public List<Parked> oldest(int limit) {
        return answers
                .awaitAll(deadLetters
                        .find()
                        .sort(Sorts.ascending(PARKED_AT, "_id"))
                        .limit(limit))
                .stream()
                .map(this::parked)
                .toList();
    }

    @Override
    public void defer(String id, Published why, Instant now) {
        var unused = answers.await(deadLetters.updateOne(
                eq(id), Updates.combine(Updates.set(PARKED_AT, Date.from(now)), Updates.set(WHY, why.name()))));
    }

    @Override
    public Map<Published, Long> counts() {
        Map<Published, Long> counts = new EnumMap<>(Published.class);
        for (Published why : Published.values()) {
            Long count = answers.await(deadLetters.countDocuments(eq(WHY, why.name())));
            if (count != null && count > 0) {
                counts.put(why, count);
            }
        }
        return counts;
    }

    @Override
    public void remove(String id) {
        answers.await(deadLetters.deleteOne(eq(id)));
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    /** The key of a record is the user. */
    @Override
    public Mono<Long> erase(Person person) {
        Binary key = new Binary(person.userId().getBytes(StandardCharsets.UTF_8));
        return Mono.from(deadLetters.deleteMany(eq(KEY, key))).map(DeleteResult::getDeletedCount);
    }

    private static List<Bson> content(Envelope deadLetter, Published why, Instant now) {
        List<Bson> content = new ArrayList<>(List.of(
                Updates.setOnInsert(PARKED_AT, Date.from(now)),
                Updates.setOnInsert(WHY, why.name()),
                Updates.setOnInsert(
                        HEADERS,
                        new Document(new LinkedHashMap<String, Object>(KafkaEnvelopes.texts(deadLetter.headers())))),
                Updates.setOnInsert(OTHERS, others(deadLetter))));
        addBytes(content, KEY, deadLetter.key());
        addBytes(content, VALUE, deadLetter.value());
        return content;
    }

    private static void addBytes(List<Bson> content, String field, Envelope.Content bytes) {
        byte[] present = bytes.bytes();
        if (present != null) {
            content.add(Updates.setOnInsert(field, new Binary(present)));
        }
    }

    private static List<Document> others(Envelope deadLetter) {
        return deadLetter.others().stream()
                .map(other -> {
                    byte[] value = other.value().bytes();
                    return new Document(NAME, other.name()).append(VALUE, value == null ? null : new Binary(value));
                })
                .toList();
    }

    private Parked parked(Document document) {
        List<Envelope.Other> others = document.getList(OTHERS, Document.class, List.of()).stream()
                .map(other -> new Envelope.Other(other.getString(NAME), content(other.get(VALUE, Binary.class))))
                .toList();
        Envelope deadLetter = new Envelope(
                content(document.get(KEY, Binary.class)),
                content(document.get(VALUE, Binary.class)),
                KafkaEnvelopes.headers(document.get(HEADERS, new Document()), clock.instant()),
                others);
        return new Parked(document.getString("_id"), deadLetter);
    }

    private static Envelope.Content content(@Nullable Binary bytes) {
        return Envelope.Content.of(bytes == null ? null : bytes.getData());
    }
}

package dev.elch.notification.deadletter;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoException;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.elch.notification.MongoAnswers;
import dev.elch.notification.record.Envelope;
import dev.elch.notification.record.KafkaEnvelopes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parked dead letters as documents of {@code parked_letters}. */
final class MongoParkedDeadLetters implements ParkedDeadLetters {

    static final String COLLECTION = "parked_letters";

    private static final Logger log = LoggerFactory.getLogger(MongoParkedDeadLetters.class);

    private final MongoCollection<Document> deadLetters;
    private final MongoAnswers answers;
    private final Clock clock;

    MongoParkedDeadLetters(MongoCollection<Document> deadLetters, Duration answerTimeout, Clock clock) {
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.answers = MongoAnswers.within(answerTimeout);
    }

    @Override
    public boolean park(Envelope deadLetter, Instant now) {
        List<Bson> content = new ArrayList<>(List.of(
                Updates.setOnInsert("parkedAt", Date.from(now)),
                Updates.setOnInsert(
                        "headers",
                        new Document(new LinkedHashMap<String, Object>(KafkaEnvelopes.texts(deadLetter.headers())))),
                Updates.setOnInsert("others", others(deadLetter))));
        addBytes(content, "key", deadLetter.key());
        addBytes(content, "value", deadLetter.value());
        try {
            answers.await(deadLetters.updateOne(
                    eq(ParkedDeadLetters.idOf(deadLetter)),
                    Updates.combine(content),
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
                        .sort(Sorts.ascending("parkedAt", "_id"))
                        .limit(limit))
                .stream()
                .map(this::parked)
                .toList();
    }

    @Override
    public void defer(String id, Instant now) {
        var unused = answers.await(deadLetters.updateOne(eq(id), Updates.set("parkedAt", Date.from(now))));
    }

    @Override
    public void remove(String id) {
        answers.await(deadLetters.deleteOne(eq(id)));
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
                    return new Document("name", other.name()).append("value", value == null ? null : new Binary(value));
                })
                .toList();
    }

    private Parked parked(Document document) {
        List<Envelope.Other> others = document.getList("others", Document.class, List.of()).stream()
                .map(other -> new Envelope.Other(other.getString("name"), content(other.get("value", Binary.class))))
                .toList();
        Envelope deadLetter = new Envelope(
                content(document.get("key", Binary.class)),
                content(document.get("value", Binary.class)),
                KafkaEnvelopes.headers(document.get("headers", new Document()), clock.instant()),
                others);
        return new Parked(document.getString("_id"), deadLetter);
    }

    private static Envelope.Content content(@Nullable Binary bytes) {
        return Envelope.Content.of(bytes == null ? null : bytes.getData());
    }
}

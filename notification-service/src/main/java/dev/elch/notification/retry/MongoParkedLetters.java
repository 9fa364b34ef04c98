package dev.elch.notification.retry;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoException;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.elch.notification.MongoAnswers;
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

/** Parked letters as documents of {@code parked_letters}, which dlq-service reads too. */
final class MongoParkedLetters implements ParkedLetters {

    static final String COLLECTION = "parked_letters";

    private static final Logger log = LoggerFactory.getLogger(MongoParkedLetters.class);

    private final MongoCollection<Document> letters;
    private final MongoAnswers answers;

    MongoParkedLetters(MongoCollection<Document> letters, Duration answerTimeout) {
        this.letters = letters;
        this.answers = MongoAnswers.within(answerTimeout);
    }

    @Override
    public boolean park(Envelope letter, Instant now) {
        List<Bson> content = new ArrayList<>(List.of(
                Updates.setOnInsert("parkedAt", Date.from(now)),
                Updates.setOnInsert(
                        "headers",
                        new Document(new LinkedHashMap<String, Object>(KafkaEnvelopes.texts(letter.headers())))),
                Updates.setOnInsert("others", others(letter))));
        addBytes(content, "key", letter.key());
        addBytes(content, "value", letter.value());
        try {
            answers.await(letters.updateOne(
                    eq(ParkedLetters.idOf(letter)), Updates.combine(content), new UpdateOptions().upsert(true)));
            return true;
        } catch (MongoException e) {
            log.warn("event {}: letter can not be parked: {}", letter.headers().eventKey(), e.toString());
            return false;
        }
    }

    @Override
    public List<Parked> oldest(int limit) {
        return answers
                .awaitAll(
                        letters.find().sort(Sorts.ascending("parkedAt", "_id")).limit(limit))
                .stream()
                .map(MongoParkedLetters::parked)
                .toList();
    }

    @Override
    public void defer(String id, Instant now) {
        var unused = answers.await(letters.updateOne(eq(id), Updates.set("parkedAt", Date.from(now))));
    }

    @Override
    public void remove(String id) {
        answers.await(letters.deleteOne(eq(id)));
    }

    private static void addBytes(List<Bson> content, String field, Envelope.Content bytes) {
        byte[] present = bytes.bytes();
        if (present != null) {
            content.add(Updates.setOnInsert(field, new Binary(present)));
        }
    }

    private static List<Document> others(Envelope letter) {
        return letter.others().stream()
                .map(other -> {
                    byte[] value = other.value().bytes();
                    return new Document("name", other.name()).append("value", value == null ? null : new Binary(value));
                })
                .toList();
    }

    private static Parked parked(Document document) {
        List<Envelope.Other> others = document.getList("others", Document.class, List.of()).stream()
                .map(other -> new Envelope.Other(other.getString("name"), content(other.get("value", Binary.class))))
                .toList();
        Envelope letter = new Envelope(
                content(document.get("key", Binary.class)),
                content(document.get("value", Binary.class)),
                KafkaEnvelopes.headers(document.get("headers", new Document()), Instant.now()),
                others);
        return new Parked(document.getString("_id"), letter);
    }

    private static Envelope.Content content(@Nullable Binary bytes) {
        return Envelope.Content.of(bytes == null ? null : bytes.getData());
    }
}

package dev.elch.notification.record;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.elch.contract.StoredRecordFields;
import dev.elch.notification.MongoAnswers;
import dev.elch.notification.person.Erasable;
import dev.elch.notification.person.Person;
import dev.elch.startup.MongoIndexes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.io.EncoderFactory;
import org.bson.Document;
import org.bson.types.Binary;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stored values as documents of at most {@value #PART_SIZE} bytes, because a document of MongoDB holds 16 MB. */
final class MongoStoredRecords implements StoredRecords, Erasable {

    static final MongoIndexes INDEXES = new MongoIndexes(
            StoredRecordFields.COLLECTION,
            List.of(
                    new IndexModel(Indexes.ascending(StoredRecordFields.RECORD, StoredRecordFields.PART)),
                    new IndexModel(
                            Indexes.ascending(StoredRecordFields.EXPIRES),
                            new IndexOptions().expireAfter(0L, TimeUnit.SECONDS))));

    /** Bytes of one part. */
    static final int PART_SIZE = 8 * 1024 * 1024;

    /** A dead letter is kept for 30 days on its topic, and one that is replayed and fails again for as long once more. */
    private static final Duration KEPT_FOR = Duration.ofDays(100);

    private final MongoCollection<Document> parts;
    private final MongoAnswers answers = MongoAnswers.inTime();

    MongoStoredRecords(MongoCollection<Document> parts) {
        this.parts = parts;
    }

    @Override
    public String keep(byte[] value, Instant now) {
        String id = sha256(value);
        for (int part = 0; part == 0 || part * (long) PART_SIZE < value.length; part++) {
            byte[] bytes = Arrays.copyOfRange(value, part * PART_SIZE, Math.min(value.length, (int)
                    Math.min(Integer.MAX_VALUE, (part + 1L) * PART_SIZE)));
            var unused = answers.await(parts.updateOne(
                    eq(id + ":" + part),
                    Updates.combine(
                            Updates.set(StoredRecordFields.RECORD, id),
                            Updates.set(StoredRecordFields.PART, part),
                            Updates.set(StoredRecordFields.VALUE, new Binary(bytes)),
                            Updates.set(StoredRecordFields.EXPIRES, expiry(now))),
                    new UpdateOptions().upsert(true)));
        }
        return id;
    }

    @Override
    public Optional<byte[]> find(String id, Instant now) {
        var unused = answers.await(parts.updateMany(
                eq(StoredRecordFields.RECORD, id), Updates.set(StoredRecordFields.EXPIRES, expiry(now))));
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        answers.awaitAll(parts.find(eq(StoredRecordFields.RECORD, id)).sort(Sorts.ascending(StoredRecordFields.PART)))
                .forEach(part -> value.writeBytes(
                        part.get(StoredRecordFields.VALUE, Binary.class).getData()));
        byte[] found = value.toByteArray();
        return sha256(found).equals(id) ? Optional.of(found) : Optional.empty();
    }

    @Override
    public String collection() {
        return StoredRecordFields.COLLECTION;
    }

    /** Reads every part, because none says whose it is: values that no topic takes are few. */
    @Override
    public Mono<Long> erase(Person person) {
        List<String> marks = Stream.concat(Stream.of(person.userId()), person.addresses().stream())
                .flatMap(word -> Stream.of(inAvro(word), '"' + word + '"'))
                .toList();
        return Flux.from(parts.find())
                .filter(part -> marks.stream().anyMatch(latin1(part)::contains))
                .map(part -> part.getString(StoredRecordFields.RECORD))
                .distinct()
                .collectList()
                .flatMap(ids -> Mono.from(parts.deleteMany(in(StoredRecordFields.RECORD, ids))))
                .map(DeleteResult::getDeletedCount);
    }

    /** One character for each byte. */
    private static String latin1(Document part) {
        return new String(part.get(StoredRecordFields.VALUE, Binary.class).getData(), StandardCharsets.ISO_8859_1);
    }

    /** The length stands before a text, so that no longer id is taken for this one. */
    private static String inAvro(String word) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            EncoderFactory.get().directBinaryEncoder(bytes, null).writeString(word);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static Date expiry(Instant now) {
        return Date.from(now.plus(KEPT_FOR));
    }

    private static String sha256(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

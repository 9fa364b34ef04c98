package dev.elch.embeddedmongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonJavaScript;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.WriteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is stored is read back as it was, also by the next process. */
class BsonStoreTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final List<BsonValue> VALUES = List.of(
            new BsonDouble(-1.5),
            new BsonDouble(Double.NaN),
            new BsonDouble(Double.NEGATIVE_INFINITY),
            new BsonString(""),
            new BsonString("сайн байна уу \uD83E\uDD8C, \0\0 and \0\1"),
            new BsonDocument("a", new BsonDocument("b", new BsonNull())),
            new BsonDocument(),
            new BsonBinary(new byte[] {0, -1, 127}),
            new BsonBinary(new byte[0]),
            new BsonBinary(java.util.UUID.fromString("0199b2c4-0000-7000-8000-000000000001")),
            new BsonObjectId(new ObjectId("65f0a1b2c3d4e5f60718293a")),
            new BsonBoolean(true),
            new BsonBoolean(false),
            new BsonDateTime(-1),
            new BsonDateTime(1_772_359_200_123L),
            new BsonRegularExpression("^a.*b$", "i"),
            new BsonJavaScript("return 1"),
            new BsonInt32(Integer.MIN_VALUE),
            new BsonTimestamp(1_772_359_200, 7),
            new BsonInt64(Long.MAX_VALUE),
            new BsonDecimal128(new Decimal128(new BigDecimal("12.340"))),
            new BsonMinKey(),
            new BsonMaxKey());

    @TempDir
    private Path folder;

    /** Also when an earlier version left it open to the group and to others. */
    @Test
    void is_for_its_owner_alone(@TempDir Path data) throws IOException {
        assumeTrue(Files.getFileStore(data).supportsFileAttributeView("posix"), "files have no owners here");
        Path file = data.resolve("mongo.h2");

        EmbeddedMongo.start(0, data).close();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        EmbeddedMongo.start(0, data).close();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void keeps_every_type_as_a_value_across_a_restart() {
        BsonDocument all = new BsonDocument("_id", new BsonString("all")).append("null", new BsonNull());
        for (int i = 0; i < VALUES.size(); i++) {
            all.append("value" + i, VALUES.get(i));
        }
        all.append("list", new BsonArray(VALUES)).append("nested", all.clone());
        run(things -> Mono.from(things.insertOne(all)).block(LIMIT));

        List<BsonDocument> kept = run(BsonStoreTest::all);

        assertThat(kept).containsExactly(all);
    }

    @Test
    void keeps_every_type_as_an_id_and_in_indexes_across_a_restart() {
        List<BsonDocument> documents = VALUES.stream()
                .filter(id -> !id.isRegularExpression()) // no id in MongoDB
                .map(id -> new BsonDocument("_id", id).append("copy", id))
                .toList();
        run(things -> {
            Mono.from(things.createIndex(Indexes.ascending("copy"), new IndexOptions().unique(true)))
                    .block(LIMIT);
            Mono.from(things.createIndex(Indexes.ascending("other"))).block(LIMIT);
            return Mono.from(things.insertMany(documents)).block(LIMIT);
        });

        run(things -> {
            assertThat(all(things)).containsExactlyInAnyOrderElementsOf(documents);
            assertThat(Flux.from(things.find(Filters.eq("other", null)))
                            .collectList()
                            .block(LIMIT))
                    .as("read through an index with ids of all types")
                    .containsExactlyInAnyOrderElementsOf(documents);
            for (BsonDocument document : documents) {
                assertThatThrownBy(() -> Mono.from(things.insertOne(new BsonDocument("_id", new BsonString("other"))
                                        .append("copy", document.get("copy"))))
                                .block(LIMIT))
                        .as("a second %s", document)
                        .isInstanceOf(MongoWriteException.class);
            }
            return true;
        });
    }

    @Test
    void what_is_read_is_a_copy() {
        run(things -> {
            BsonDocument counter = new BsonDocument("_id", new BsonString("counter")).append("n", new BsonInt32(1));
            Mono.from(things.insertOne(counter)).block(LIMIT);
            Mono.from(things.updateOne(
                            Filters.eq("counter"), new BsonDocument("$inc", new BsonDocument("n", new BsonInt32(1)))))
                    .block(LIMIT);
            return true;
        });

        assertThat(run(BsonStoreTest::all)).extracting(kept -> kept.get("n")).containsExactly(new BsonInt32(2));
    }

    @Test
    void keys_are_sorted_the_same_way_by_both_comparisons() {
        List<KeyValue> keys = new ArrayList<>();
        for (Object value : Arrays.asList(
                null,
                Missing.getInstance(),
                "a",
                "b",
                1,
                2,
                1L,
                1.0,
                true,
                java.time.Instant.EPOCH,
                new de.bwaldvogel.mongo.bson.ObjectId("65f0a1b2c3d4e5f60718293a"),
                new de.bwaldvogel.mongo.bson.Document("a", 1.0))) {
            keys.add(new KeyValue(value, "x"));
            keys.add(new KeyValue(value, 2.0));
        }
        for (KeyValue one : keys) {
            for (KeyValue other : keys) {
                int order = KeyValueType.INSTANCE.compare(one, other);
                assertThat(Integer.signum(order))
                        .as("%s and %s", one, other)
                        .isEqualTo(-Integer.signum(KeyValueType.INSTANCE.compare(other, one)));
                assertThat(order == 0).as("%s is %s", one, other).isEqualTo(one.equals(other));
            }
        }
    }

    @Test
    void a_page_of_index_entries_is_read_as_it_was_written() {
        Random random = new Random(7);
        String[] page = random.ints(200, 0, 1_000)
                .mapToObj(number ->
                        "user" + "x".repeat(number % 5) + number + (number % 7 == 0 ? "\0\0\uD83E\uDD8C" : ""))
                .sorted()
                .toArray(String[]::new);
        WriteBuffer buffer = new WriteBuffer();
        IndexEntryType.INSTANCE.write(buffer, page, page.length);
        String[] read = new String[page.length];

        IndexEntryType.INSTANCE.read(buffer.getBuffer().flip(), read, read.length);

        assertThat(read).isEqualTo(page);
    }

    @Test
    void says_what_to_do_with_data_of_an_earlier_encoding() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        try (MVStore earlier = MVStore.open(data.resolve("mongo.h2").toString())) {
            earlier.openMap("databases.elch.things").put("a", "in Java's serialization");
        }

        assertThatThrownBy(() -> EmbeddedMongo.start(0, data))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(data.toString())
                .hasMessageContaining("--fresh");
        assertThatThrownBy(() -> EmbeddedMongo.start(0, data))
                .as("the file was let go and left as it was")
                .hasMessageContaining("--fresh");
    }

    /** With a database of its own on the same data. */
    private <T> T run(Function<MongoCollection<BsonDocument>, T> work) {
        try (EmbeddedMongo database = EmbeddedMongo.start(0, folder.resolve("data"));
                MongoClient client = MongoClients.create(database.uri("test"))) {
            return work.apply(client.getDatabase("test").getCollection("things", BsonDocument.class));
        }
    }

    private static List<BsonDocument> all(MongoCollection<BsonDocument> things) {
        return Flux.from(things.find()).collectList().block(LIMIT);
    }
}

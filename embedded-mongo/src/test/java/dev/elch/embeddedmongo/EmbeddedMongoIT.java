package dev.elch.embeddedmongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class EmbeddedMongoIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int IN_FLIGHT = 16;

    @TempDir
    private Path folder;

    private final Set<String> tried = ConcurrentHashMap.newKeySet();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger counted = new AtomicInteger();

    @Test
    void keeps_what_it_acknowledged_when_it_is_killed_in_the_middle_of_writes() throws Exception {
        killInTheMiddleOfWrites();
    }

    @Tag("slow")
    @RepeatedTest(6)
    void keeps_what_it_acknowledged_whenever_it_is_killed() throws Exception {
        killInTheMiddleOfWrites();
    }

    private void killInTheMiddleOfWrites() throws Exception {
        try (EmbeddedMongoProcess database = startProcess();
                MongoClient client = MongoClients.create(uri(database.port()))) {
            Mono.from(things(client).createIndex(Indexes.ascending("other"), new IndexOptions().unique(true)))
                    .block(LIMIT);
            CountDownLatch enough = new CountDownLatch(500);
            var writing = Flux.range(0, 1_000_000)
                    .flatMap(number -> write(client, number, enough), IN_FLIGHT)
                    .subscribe(done -> {}, killed -> {});

            assertThat(enough.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            database.kill();
            writing.dispose();
        }

        try (EmbeddedMongoProcess again = startProcess();
                MongoClient client = MongoClients.create(uri(again.port()))) {
            assertThat(again.isAlive()).isTrue();
            Set<String> kept = new HashSet<>(Flux.from(things(client).find())
                    .map(thing -> thing.getString("_id"))
                    .collectList()
                    .block(LIMIT));
            assertThat(kept).hasSizeGreaterThanOrEqualTo(acknowledged.size()).containsAll(acknowledged);
            assertThat(countOf(client)).isGreaterThanOrEqualTo(counted.get());
            assertThatIndexesFit(client, kept);
        }
    }

    @Test
    void answers_only_after_the_change_is_in_the_file() throws Exception {
        try (EmbeddedMongo database = EmbeddedMongo.start(0, folder.resolve("data"));
                MongoClient client = MongoClients.create(database.uri("test"))) {
            Mono.from(things(client).insertOne(new Document("_id", "a-thing-to-look-for")))
                    .block(LIMIT);

            byte[] file = Files.readAllBytes(folder.resolve("data").resolve("mongo.h2"));

            assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains("a-thing-to-look-for");
        }
    }

    @Test
    void its_file_does_not_grow_with_every_answer() {
        try (EmbeddedMongo database = EmbeddedMongo.start(0, folder.resolve("data"));
                MongoClient client = MongoClients.create(database.uri("test"))) {
            Flux.range(0, 2_000)
                    .concatMap(i -> things(client)
                            .updateOne(
                                    new Document("_id", "counter"),
                                    new Document("$inc", new Document("n", 1)),
                                    new UpdateOptions().upsert(true)))
                    .blockLast(LIMIT);

            assertThat(folder.resolve("data").resolve("mongo.h2").toFile().length())
                    .isLessThan(2_000_000);
        }
    }

    @Test
    void can_be_closed_twice() {
        EmbeddedMongo database = EmbeddedMongo.inMemory();
        database.close();

        assertThatCode(database::close).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), database.port()))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void says_which_port_it_cannot_listen_on_and_lets_go_of_its_data() {
        Path data = folder.resolve("data");
        try (EmbeddedMongo other = EmbeddedMongo.inMemory()) {
            assertThatThrownBy(() -> EmbeddedMongo.start(other.port(), data))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot listen on port " + other.port());
        }

        assertThatCode(() -> EmbeddedMongo.start(0, data).close()).doesNotThrowAnyException();
    }

    /** One insert and one increment; what was acknowledged is noted. */
    private Mono<Void> write(MongoClient client, int number, CountDownLatch enough) {
        String id = "thing-" + number;
        tried.add(id);
        return Mono.from(things(client).insertOne(new Document("_id", id).append("other", "other-" + number)))
                .doOnNext(inserted -> {
                    acknowledged.add(id);
                    enough.countDown();
                })
                .then(Mono.from(client.getDatabase("test")
                        .getCollection("counters")
                        .updateOne(
                                new Document("_id", "all"),
                                new Document("$inc", new Document("n", 1)),
                                new UpdateOptions().upsert(true))))
                .doOnNext(incremented -> counted.incrementAndGet())
                .onErrorResume(MongoWriteException.class, racedUpsert -> Mono.empty())
                .then();
    }

    private static int countOf(MongoClient client) {
        return Mono.from(client.getDatabase("test")
                        .getCollection("counters")
                        .find()
                        .first())
                .block(LIMIT)
                .getInteger("n");
    }

    /** A write that was not acknowledged is there as a whole or not at all: its keys are in no index. */
    private void assertThatIndexesFit(MongoClient client, Set<String> kept) {
        Set<String> lost = new HashSet<>(tried);
        lost.removeAll(kept);
        lost.forEach(id -> assertThat(Mono.from(things(client)
                                .insertOne(new Document("_id", id).append("other", id.replace("thing", "other"))))
                        .block(LIMIT))
                .isNotNull());
    }

    private EmbeddedMongoProcess startProcess() throws IOException {
        return EmbeddedMongoProcess.start(folder.resolve("data"));
    }

    private static String uri(int port) {
        return "mongodb://127.0.0.1:%d/test?serverSelectionTimeoutMS=3000".formatted(port);
    }

    private static MongoCollection<Document> things(MongoClient client) {
        return client.getDatabase("test").getCollection("things");
    }
}

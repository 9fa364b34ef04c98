package dev.elch.notification;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoGroupedWritesIT {

    private static final int THREADS = 16;
    private static final int DOCUMENTS = 200;
    private static final int RIVALS = 4;

    @RegisterExtension
    static final MongoForTests MONGO = new MongoForTests();

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Map<String, String> winners = new ConcurrentHashMap<>();
    private MongoCollection<Document> collection;
    private MongoGroupedWrites writes;
    private MongoGroupedReads reads;

    @BeforeEach
    void emptyCollection() {
        collection = MONGO.emptyDatabase().getCollection("writes");
        writes = new MongoGroupedWrites(collection, Duration.ofSeconds(10));
        reads = new MongoGroupedReads(collection, Duration.ofSeconds(10));
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void of_rivals_for_one_id_exactly_one_inserts_and_its_document_is_kept() {
        rivals((id, rival) -> writes.insert(new Document("_id", id).append("by", rival)));

        assertThat(winners).hasSize(DOCUMENTS);
        winners.forEach((id, winner) ->
                assertThat(reads.find(id).orElseThrow().getString("by")).isEqualTo(winner));
    }

    @Test
    void of_rivals_for_one_guarded_update_exactly_one_is_told_that_it_was_made() {
        documents().forEach(id -> writes.insert(new Document("_id", id).append("state", "free")));

        rivals((id, rival) -> writes.update(
                id,
                eq("state", "free"),
                combine(set("state", "taken"), set("by", rival)),
                document -> rival.equals(document.getString("by"))));

        assertThat(winners).hasSize(DOCUMENTS);
        winners.forEach((id, winner) ->
                assertThat(reads.find(id).orElseThrow().getString("by")).isEqualTo(winner));
    }

    @Test
    void a_write_that_the_database_refuses_fails_alone() {
        documents().forEach(id -> writes.insert(new Document("_id", id).append("state", "free")));
        List<CompletableFuture<Boolean>> good = new ArrayList<>();
        List<CompletableFuture<Boolean>> bad = new ArrayList<>();

        documents().forEach(id -> {
            good.add(run(() -> writes.update(
                    id,
                    eq("state", "free"),
                    set("state", "taken"),
                    document -> "taken".equals(document.get("state")))));
            bad.add(run(() -> writes.update(id, new Document(), set("_id", "other-" + id), document -> false)));
        });

        assertThat(good).allSatisfy(write -> assertThat(write.join()).isTrue());
        assertThat(bad)
                .allSatisfy(write -> assertThatThrownBy(write::join).hasCauseInstanceOf(MongoWriteException.class));
    }

    @Test
    void a_document_that_is_not_there_is_not_found_and_not_changed() {
        assertThat(reads.find("nothing")).isEmpty();
        assertThat(writes.update("nothing", new Document(), set("state", "taken"), document -> true))
                .isFalse();
    }

    private interface Attempt {
        boolean by(String id, String rival);
    }

    /** Every rival tries every document, in an order of its own; the one that is told "yes" is recorded, and never a second one. */
    private void rivals(Attempt attempt) {
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int rival = 0; rival < RIVALS; rival++) {
            String name = "rival-" + rival;
            List<String> ids = new ArrayList<>(documents());
            Collections.shuffle(ids, new Random(rival));
            ids.forEach(id -> running.add(CompletableFuture.runAsync(
                    () -> {
                        if (attempt.by(id, name)) {
                            assertThat(winners.put(id, name)).isNull();
                        }
                    },
                    threads)));
        }
        running.forEach(CompletableFuture::join);
    }

    private CompletableFuture<Boolean> run(Supplier<Boolean> write) {
        return CompletableFuture.supplyAsync(write, threads);
    }

    private static List<String> documents() {
        return IntStream.range(0, DOCUMENTS).mapToObj(i -> "document-" + i).toList();
    }
}

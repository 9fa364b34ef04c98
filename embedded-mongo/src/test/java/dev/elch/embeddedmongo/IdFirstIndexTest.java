package dev.elch.embeddedmongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Queries by id and something else find what they should, and only that. */
class IdFirstIndexTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private EmbeddedMongo database;
    private MongoClient client;
    private MongoCollection<Document> things;

    @BeforeEach
    void start() {
        database = EmbeddedMongo.inMemory();
        client = MongoClients.create(database.uri("test"));
        things = client.getDatabase("test").getCollection("things");
        Mono.from(things.insertMany(List.of(
                        new Document("_id", "a").append("state", "new"),
                        new Document("_id", "b").append("state", "new"))))
                .block(LIMIT);
    }

    @AfterEach
    void stop() {
        client.close();
        database.close();
    }

    @Test
    void a_guard_beside_the_id_decides() {
        assertThat(matched(new Document("_id", "a").append("state", "new"))).isEqualTo(1);
        assertThat(matched(new Document("_id", "a").append("state", "old"))).isZero();
        assertThat(matched(new Document("_id", "c").append("state", "new"))).isZero();
    }

    @Test
    void a_guard_in_an_and_decides() {
        assertThat(matched(Filters.and(Filters.eq("a"), Filters.eq("state", "new"))))
                .isEqualTo(1);
        assertThat(matched(Filters.and(Filters.eq("a"), Filters.eq("state", "old"))))
                .isZero();
        assertThat(matched(Filters.and(Filters.eq("state", "new"), Filters.in("_id", "b", "c"))))
                .isEqualTo(1);
    }

    @Test
    void several_ids_are_found_with_and_without_a_guard() {
        assertThat(count(Filters.in("_id", "a", "b", "c"))).isEqualTo(2);
        assertThat(count(new Document("_id", new Document("$in", List.of("a", "b"))).append("state", "old")))
                .isZero();
        assertThat(count(Filters.gt("_id", "a"))).isEqualTo(1);
        assertThat(count(Filters.and(Filters.ne("_id", "a"), Filters.eq("state", "new"))))
                .isEqualTo(1);
        assertThat(count(Filters.or(Filters.eq("a"), Filters.eq("state", "new"))))
                .isEqualTo(2);
    }

    @Test
    void a_guarded_upsert_of_an_id_that_is_there_is_refused() {
        Document guard = new Document("_id", "a").append("state", "old");
        Mono<Document> upsert = Mono.from(things.findOneAndUpdate(
                guard,
                Updates.set("state", "new"),
                new com.mongodb.client.model.FindOneAndUpdateOptions().upsert(true)));

        assertThat(upsert.map(found -> "changed").onErrorReturn("refused").block(LIMIT))
                .isEqualTo("refused");
    }

    private long matched(Bson guard) {
        return Mono.from(things.updateOne(guard, Updates.set("touched", true)))
                .block(LIMIT)
                .getMatchedCount();
    }

    private long count(Bson query) {
        return Mono.from(things.countDocuments(query)).block(LIMIT);
    }
}

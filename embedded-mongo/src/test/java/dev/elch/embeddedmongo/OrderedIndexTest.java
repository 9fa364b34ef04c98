package dev.elch.embeddedmongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** With indexes every query answers exactly what it answers without. */
class OrderedIndexTest {

    private static final List<Bson> NEWEST_FIRST = List.of(Sorts.descending("at", "_id"), Sorts.ascending("at", "_id"));

    private final Random random = new Random(42);

    @Test
    void answers_like_a_collection_without_indexes() {
        try (EmbeddedMongo database = EmbeddedMongo.inMemory();
                MongoClient client = MongoClients.create(database.uri("test"))) {
            MongoCollection<Document> plain = client.getDatabase("test").getCollection("plain");
            MongoCollection<Document> indexed = client.getDatabase("test").getCollection("indexed");
            for (String field : List.of("state", "cause.kind", "words", "number", "times")) {
                Mono.from(indexed.createIndex(
                                Indexes.compoundIndex(Indexes.ascending(field), Indexes.descending("at", "_id"))))
                        .block();
            }
            Mono.from(indexed.createIndex(Indexes.descending("at", "_id"))).block();
            Mono.from(indexed.createIndex(Indexes.ascending("mark"), new IndexOptions().sparse(true)))
                    .block();
            List<Document> documents = documents(400);
            both(
                    plain,
                    indexed,
                    collection -> Mono.from(collection.insertMany(documents)).block());
            compare(plain, indexed, 150);
            both(
                    plain,
                    indexed,
                    collection -> Mono.from(collection.updateMany(
                                    eq("state", "open"),
                                    Updates.combine(Updates.set("state", "shut"), Updates.set("mark", true))))
                            .block());
            List<String> ids = java.util.stream.IntStream.range(300, 450)
                    .mapToObj(id -> "d" + id)
                    .toList();
            Bson some = and(and(in("_id", ids), lt("at", at(20))), eq("state", "shut"));
            assertThat(moved(indexed, some)).isEqualTo(moved(plain, some)).isPositive();
            both(
                    plain,
                    indexed,
                    collection -> Mono.from(collection.deleteMany(eq("cause.kind", "k1")))
                            .block());
            compare(plain, indexed, 150);
        }
    }

    private static long moved(MongoCollection<Document> in, Bson which) {
        return Mono.from(in.updateMany(which, Updates.set("state", "moved")))
                .block()
                .getModifiedCount();
    }

    private static void both(
            MongoCollection<Document> one,
            MongoCollection<Document> other,
            java.util.function.Consumer<MongoCollection<Document>> change) {
        change.accept(one);
        change.accept(other);
    }

    private void compare(MongoCollection<Document> plain, MongoCollection<Document> indexed, int queries) {
        for (int i = 0; i < queries; i++) {
            Bson query = query();
            Bson order = NEWEST_FIRST.get(random.nextInt(2));
            int limit = random.nextInt(3) * 7;
            assertThat(found(indexed, query, order, limit))
                    .as("%s by %s, at most %s", query, order, limit)
                    .isEqualTo(found(plain, query, order, limit));
            Bson projection =
                    random.nextBoolean() ? include("cause.kind", "number") : fields(include("words"), excludeId());
            List<Document> expected = new ArrayList<>();
            found(plain, query, order, limit).forEach(document -> expected.add(projected(document, projection)));
            assertThat(Flux.from(indexed.find(query).sort(order).limit(limit).projection(projection))
                            .collectList()
                            .block())
                    .as("%s of %s", projection, query)
                    .isEqualTo(expected);
        }
    }

    private static Document projected(Document document, Bson projection) {
        Document projected = new Document();
        if (projection.toString().contains("words")) {
            return projected.append("words", document.get("words"));
        }
        projected.append("_id", document.get("_id")).append("cause", document.get("cause"));
        return document.containsKey("number") ? projected.append("number", document.get("number")) : projected;
    }

    private static List<Document> found(MongoCollection<Document> in, Bson query, Bson order, int limit) {
        return Flux.from(in.find(query).sort(order).limit(limit)).collectList().block();
    }

    private Bson query() {
        List<Bson> parts = new ArrayList<>();
        List<Bson> choice = List.of(
                in("state", "open"),
                in("state", "open", "shut"),
                eq("cause.kind", "k" + random.nextInt(4)),
                eq("words", "w" + random.nextInt(6)),
                com.mongodb.client.model.Filters.all("words", "w1", "w2"),
                com.mongodb.client.model.Filters.regex("words", "^w"),
                eq("number", random.nextInt(5) - 2),
                eq("number", null),
                eq("mark", true),
                gt("_id", "d" + random.nextInt(400)),
                in("_id", random.ints(50, 0, 500).mapToObj(id -> "d" + id).toList()),
                gte("at", at(random.nextInt(40))),
                lt("at", at(random.nextInt(40))),
                and(gt("number", random.nextInt(3) - 2), lte("number", random.nextInt(3))),
                and(gte("times", at(random.nextInt(40))), lte("times", at(random.nextInt(40)))),
                and(lte("at", at(20)), or(lt("at", at(20)), lt("_id", "d200"))));
        for (int i = random.nextInt(3); i >= 0; i--) {
            parts.add(choice.get(random.nextInt(choice.size())));
        }
        return and(parts);
    }

    private List<Document> documents(int count) {
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Document document = new Document("_id", "d" + i)
                    .append("state", random.nextBoolean() ? "open" : "shut")
                    .append("cause", new Document("kind", "k" + random.nextInt(4)))
                    .append("at", at(random.nextInt(40)));
            if (random.nextBoolean()) {
                document.append("number", random.nextInt(5) - 2);
            }
            List<String> words = new ArrayList<>();
            for (int word = random.nextInt(4); word > 0; word--) {
                words.add("w" + random.nextInt(6));
            }
            document.append(
                    "times",
                    random.ints(3, 0, 40).mapToObj(OrderedIndexTest::at).toList());
            documents.add(document.append("words", words));
        }
        return documents;
    }

    private static Date at(int minutes) {
        return Date.from(Instant.parse("2026-03-01T10:00:00Z").plusSeconds(60L * minutes));
    }
}

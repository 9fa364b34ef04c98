package dev.elch.notification.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.elch.notification.MongoForTests;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

class MongoStoredRecordsIT {

    @RegisterExtension
    static final MongoForTests MONGO = new MongoForTests();

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private MongoCollection<Document> parts;
    private MongoStoredRecords stored;

    @BeforeEach
    void emptyDatabase() {
        parts = MONGO.emptyDatabase().getCollection("stored_records");
        stored = new MongoStoredRecords(parts);
    }

    @Test
    void a_value_larger_than_a_document_may_be_comes_back_byte_for_byte() {
        byte[] value = random(2 * MongoStoredRecords.PART_SIZE + 1);

        String id = stored.keep(value, now);

        assertThat(stored.find(id, now))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(value));
        assertThat(Mono.from(parts.countDocuments()).block(LIMIT)).isEqualTo(3);
    }

    @Test
    void an_empty_value_and_one_that_just_fills_its_parts_come_back() {
        byte[] full = random(MongoStoredRecords.PART_SIZE);

        assertThat(stored.find(stored.keep(new byte[0], now), now))
                .hasValueSatisfying(found -> assertThat(found).isEmpty());
        assertThat(stored.find(stored.keep(full, now), now))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(full));
    }

    @Test
    void a_value_of_which_a_part_is_missing_is_not_there() {
        String id = stored.keep(random(MongoStoredRecords.PART_SIZE + 1), now);

        Mono.from(parts.deleteOne(Filters.eq(id + ":0"))).block(LIMIT);

        assertThat(stored.find(id, now)).isEmpty();
    }

    @Test
    void a_value_that_is_read_is_kept_for_longer() {
        String id = stored.keep(random(3), now);

        var unused = stored.find(id, now.plus(Duration.ofDays(90)));

        Document part = Mono.from(parts.find()).block(LIMIT);
        assertThat(part.getDate("expireAt")).isEqualTo(Date.from(now.plus(Duration.ofDays(190))));
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}

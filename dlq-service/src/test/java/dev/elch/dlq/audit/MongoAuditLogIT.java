package dev.elch.dlq.audit;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.MongoTest;
import dev.elch.dlq.person.Person;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class MongoAuditLogIT {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final AuditHashes WITHOUT_KEY = new AuditHashes(Map.of(), "");
    private static final Person BAT = new Person("github:1", List.of("bat@example.mn"));

    private final MongoDatabase database = MongoTest.database();
    private final MongoCollection<Document> entries = database.getCollection("dlq_audit");
    private final MongoAuditLog log = new MongoAuditLog(database, WITHOUT_KEY, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void an_untouched_chain_is_intact() {
        write(10);

        assertThat(log.verify(AuditHead.NONE).block())
                .satisfies(verification -> assertThat(verification.isIntact()).isTrue())
                .extracting(Verification::entries)
                .isEqualTo(10L);
    }

    @Test
    void an_empty_chain_is_intact() {
        assertThat(log.verify(AuditHead.NONE).block().isIntact()).isTrue();
    }

    @Test
    void many_that_write_at_once_make_one_chain() {
        Flux.range(0, 60)
                .flatMap(i -> log.write("ali", "discard", Map.of("deadLetter", "k" + i)))
                .blockLast();

        assertThat(log.verify(AuditHead.NONE).block().entries()).isEqualTo(60);
        assertThat(log.verify(AuditHead.NONE).block().fault()).isEmpty();
    }

    @Test
    void a_changed_entry_is_found() {
        write(5);
        Mono.from(entries.updateOne(eq(3L), Updates.set("details.deadLetter", "another")))
                .block();

        assertThat(log.verify(AuditHead.NONE).block().fault()).contains("entry 3 was changed");
    }

    @Test
    void a_changed_entry_with_a_new_hash_is_found() {
        write(5);
        Document third = Mono.from(entries.find(eq(3L))).block();
        AuditEntry forged = new AuditEntry(
                3,
                third.getDate("at").toInstant(),
                "an intruder",
                third.getString("action"),
                new java.util.TreeMap<>(Map.of("deadLetter", "k2")),
                third.getString("previous"));
        Mono.from(entries.updateOne(
                        eq(3L),
                        Updates.combine(
                                Updates.set("actor", "an intruder"), Updates.set("hash", WITHOUT_KEY.of(forged)))))
                .block();

        assertThat(log.verify(AuditHead.NONE).block().fault().orElseThrow()).startsWith("entry 4 does not follow");
    }

    @Test
    void a_removed_entry_is_found() {
        write(5);
        Mono.from(entries.deleteOne(eq(3L))).block();

        assertThat(log.verify(AuditHead.NONE).block().fault()).contains("entry 3 is missing: the next one is 4");
    }

    @Test
    void removed_last_entries_are_found() {
        write(5);
        Mono.from(entries.deleteOne(eq(5L))).block();
        Mono.from(entries.deleteOne(eq(4L))).block();

        assertThat(log.verify(AuditHead.NONE).block().fault()).contains("the last 2 of 5 entries are missing");
    }

    @Test
    void an_inserted_entry_is_found() {
        write(5);
        Document forged = Mono.from(entries.find(eq(5L))).block();
        Mono.from(entries.insertOne(new Document(forged).append("_id", 6L))).block();

        assertThat(log.verify(AuditHead.NONE).block().fault().orElseThrow()).startsWith("entry 6 does not follow");
    }

    @Test
    void exchanged_entries_are_found() {
        write(5);
        Document second = Mono.from(entries.find(eq(2L))).block();
        Document third = Mono.from(entries.find(eq(3L))).block();
        Mono.from(entries.replaceOne(eq(2L), new Document(third).append("_id", 2L)))
                .block();
        Mono.from(entries.replaceOne(eq(3L), new Document(second).append("_id", 3L)))
                .block();

        assertThat(log.verify(AuditHead.NONE).block().fault().orElseThrow()).startsWith("entry 2 does not follow");
    }

    @Test
    void a_person_is_erased_from_details_and_the_chain_stays_intact() {
        write(3);
        log.write("ali", "discard", Map.of("deadLetter", "k", "reason", "bat@example.mn asked"))
                .block();
        write(2);

        assertThat(log.erase(BAT, "ada", NOW).block()).isEqualTo(1);

        assertThat(log.verify(AuditHead.NONE).block().fault()).isEmpty();
        assertThat(details(4)).isEqualTo(new Document("deadLetter", "k").append("reason", "[erased] asked"));
        assertThat(log.erase(BAT, "ada", NOW).block()).as("the second time").isZero();
        assertThat(log.verify(AuditHead.NONE).block().entries()).isEqualTo(7);
    }

    @Test
    void after_a_crash_between_the_erasure_and_its_entries_the_chain_is_intact_and_the_next_order_finishes() {
        log.write("ali", "discard", Map.of("reason", "bat@example.mn asked")).block();
        Document asWritten = details(1);
        log.erase(BAT, "ada", NOW).block();
        change(1, asWritten);

        assertThat(log.verify(AuditHead.NONE).block().fault()).isEmpty();
        assertThat(log.erase(BAT, "ada", NOW).block()).isEqualTo(1);
        assertThat(log.verify(AuditHead.NONE).block().fault()).isEmpty();
        assertThat(details(1)).isEqualTo(new Document("reason", "[erased] asked"));
    }

    @Test
    void a_change_that_is_called_an_erasure_is_found() {
        log.write("ali", "discard", Map.of("reason", "bat@example.mn asked")).block();
        log.erase(BAT, "ada", NOW).block();
        change(1, new Document("reason", "[erased] begged"));

        assertThat(log.verify(AuditHead.NONE).block().fault()).contains("entry 1 was changed");
    }

    @Test
    void an_entry_whose_head_was_not_remembered_before_a_crash_is_followed_all_the_same() {
        write(3);
        Mono.from(database.getCollection("dlq_audit_head").deleteMany(new Document()))
                .block();
        write(2);

        assertThat(log.verify(AuditHead.NONE).block().entries()).isEqualTo(5);
        assertThat(log.verify(AuditHead.NONE).block().fault()).isEmpty();
    }

    private Document details(long number) {
        return Mono.from(entries.find(eq(number))).block().get("details", Document.class);
    }

    private void change(long number, Document details) {
        Mono.from(entries.updateOne(eq(number), Updates.set("details", details)))
                .block();
    }

    private void write(int count) {
        Flux.range(0, count)
                .concatMap(i -> log.write("ali", "discard", Map.of("deadLetter", "k" + i)))
                .blockLast();
    }
}

package dev.elch.dlq.audit;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.MongoTest;
import dev.elch.dlq.person.Person;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What an intruder who can write to the database cannot do to an audit log with a key. */
class KeyedAuditLogIT {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final MongoDatabase database = MongoTest.database();
    private final MongoCollection<Document> entries = database.getCollection("dlq_audit");
    private final MongoCollection<Document> heads = database.getCollection("dlq_audit_head");
    private final MongoAuditLog log = log(Map.of("k1", secret("a")), "k1");
    private final MongoAuditLog withoutKey = log(Map.of(), "");

    @Test
    void an_untouched_chain_is_intact_and_bears_the_key() {
        write(log, 3);

        assertThat(fault(log)).isNull();
        assertThat(head().hash()).matches("k1\\.[0-9a-f]{64}");
    }

    @Test
    void a_chain_that_was_computed_anew_without_the_key_is_found() {
        write(log, 3);
        delete(0);
        write(withoutKey, 3);

        assertThat(fault(log)).startsWith("the last entry was written without a key");
    }

    @Test
    void a_chain_that_was_computed_anew_with_another_key_is_found() {
        write(log, 3);
        delete(0);
        write(log(Map.of("k1", secret("b")), "k1"), 3);

        assertThat(fault(log)).isEqualTo("entry 1 was changed");
    }

    @Test
    void a_chain_with_a_key_that_is_not_known_is_found() {
        write(log(Map.of("k2", secret("b")), "k2"), 3);

        assertThat(fault(log)).isEqualTo("entry 1 has the key k2, which is none of elch.audit.keys");
    }

    @Test
    void an_entry_that_is_added_without_the_key_is_found() {
        write(log, 3);
        write(withoutKey, 1);
        write(log, 1);

        assertThat(fault(log)).isEqualTo("entry 4 was written without a key, and the one before it with one");
    }

    @Test
    void entries_that_were_removed_from_the_end_are_found_by_a_head_that_was_kept_elsewhere() {
        write(log, 5);
        AuditHead kept = head();
        AuditHead earlier =
                log.before(4, 1).map(entry -> new AuditHead(3, entry.hash())).blockLast();
        delete(3);
        set(earlier);

        assertThat(fault(log)).as("without the witness").isNull();
        assertThat(faultWith(kept)).isEqualTo("entry 5, which was kept elsewhere, is missing");
        write(log, 4);
        assertThat(faultWith(kept)).isEqualTo("entry 5 is not the one that was kept elsewhere");
        assertThat(faultWith(earlier)).isNull();
    }

    @Test
    void a_running_service_misses_what_was_removed_from_the_end() {
        write(log, 5);
        AuditHead earlier =
                log.before(4, 1).map(entry -> new AuditHead(3, entry.hash())).blockLast();
        AuditWitness witness = new AuditWitness(log);
        assertThat(witness.look()).isTrue();
        write(log, 1);
        assertThat(witness.look()).isTrue();
        delete(3);
        set(earlier);

        assertThat(witness.look()).isFalse();
    }

    @Test
    void entries_of_an_earlier_version_stay_valid_and_are_sealed_once() {
        write(withoutKey, 3);
        assertThat(fault(log)).startsWith("the last entry was written without a key");

        new AuditWitness(log).look();
        new AuditWitness(log).look();

        assertThat(fault(log)).isNull();
        assertThat(head().number()).isEqualTo(4);
    }

    @Test
    void entries_of_an_earlier_version_cannot_be_changed_once_they_are_sealed() {
        write(withoutKey, 3);
        new AuditWitness(log).look();
        List<Document> sealed =
                Flux.from(entries.find(gt("_id", 3L))).collectList().block();
        delete(0);
        write(withoutKey, 2);
        withoutKey.write("mallory", "restore", Map.of()).block();
        Flux.from(entries.insertMany(sealed)).blockLast();

        assertThat(fault(log)).startsWith("entry 4 does not follow");
    }

    @Test
    void a_second_key_takes_over_and_the_first_one_goes_on_checking() {
        write(log, 2);
        MongoAuditLog both = log(Map.of("k1", secret("a"), "k2", secret("b")), "k2");
        write(both, 2);

        assertThat(fault(both)).isNull();
        assertThat(head().hash()).startsWith("k2.");
    }

    @Test
    void a_person_is_erased_from_entries_with_and_without_a_key() {
        withoutKey
                .write("ali", "discard", Map.of("reason", "bat@example.mn asked"))
                .block();
        log.seal().block();
        log.write("ali", "discard", Map.of("reason", "bat@example.mn asked again"))
                .block();

        assertThat(log.erase(new Person("github:1", List.of("bat@example.mn")), "ada", NOW)
                        .block())
                .isEqualTo(2);

        assertThat(fault(log)).isNull();
        Mono.from(entries.updateOne(eq(1L), Updates.set("details.reason", "[erased] begged")))
                .block();
        assertThat(fault(log)).isEqualTo("entry 1 was changed");
    }

    @Test
    void the_hash_of_an_erased_entry_cannot_be_made_without_the_key() {
        withoutKey
                .write("ali", "discard", Map.of("reason", "bat@example.mn asked"))
                .block();
        log.seal().block();
        log.erase(new Person("github:1", List.of("bat@example.mn")), "ada", NOW).block();

        assertThat(log.before(Long.MAX_VALUE, 1).blockLast().entry().details().get("1"))
                .startsWith("k1.");
    }

    private MongoAuditLog log(Map<String, byte[]> secrets, String signingKey) {
        return new MongoAuditLog(database, new AuditHashes(secrets, signingKey), CLOCK);
    }

    private static byte[] secret(String letter) {
        return letter.repeat(32).getBytes(StandardCharsets.UTF_8);
    }

    private static String fault(MongoAuditLog log) {
        return log.verify(AuditHead.NONE).block().fault().orElse(null);
    }

    private String faultWith(AuditHead kept) {
        return log.verify(kept).block().fault().orElse(null);
    }

    private AuditHead head() {
        return log.head().block();
    }

    /** Removes the entries behind this number, and the remembered head. */
    private void delete(long number) {
        Mono.from(entries.deleteMany(gt("_id", number))).block();
        Mono.from(heads.deleteMany(new Document())).block();
    }

    private void set(AuditHead head) {
        Mono.from(heads.insertOne(new Document("_id", "head")
                        .append("number", head.number())
                        .append("hash", head.hash())))
                .block();
    }

    private static void write(MongoAuditLog log, int count) {
        Flux.range(0, count)
                .concatMap(i -> log.write("ali", "discard", Map.of("deadLetter", "k" + i)))
                .blockLast();
    }
}

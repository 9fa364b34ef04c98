package dev.elch.auth.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.testkit.stack.Stack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who reads the database, or a copy of it, cannot sign a token. */
class MongoSigningKeysIT {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final byte[] OLD = "an old secret of 32 bytes ......".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW = "a new secret of 32 bytes .......".getBytes(StandardCharsets.US_ASCII);

    private static MongoClient client;

    private final SigningKey key =
            new KeyRotation(Duration.ofDays(30)).due(KeyRing.EMPTY, NOON).orElseThrow();
    private MongoCollection<Document> stored;
    private MongoDatabase database;
    private MongoSigningKeys keys;

    @BeforeAll
    static void connect() {
        client = MongoClients.create(Stack.shared().mongoUri("auth_signing_keys"));
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @BeforeEach
    void prepare() {
        database = client.getDatabase("auth_" + UUID.randomUUID());
        stored = database.getCollection("signing_keys");
        keys = with(Map.of("old", OLD), "old");
    }

    @Test
    void stores_no_key_that_could_be_read_and_finds_it_again() {
        assertThat(keys.add(key).block()).isTrue();
        assertThat(keys.add(key).block()).isFalse();

        Document document = Mono.from(stored.find()).block();
        byte[] encrypted = Base64.getDecoder().decode(document.getString("encrypted"));
        String all = new String(encrypted, StandardCharsets.ISO_8859_1) + document.toJson();
        assertThat(all)
                .doesNotContain(
                        key.pair().getPrivateExponent().toString(),
                        key.pair().getFirstPrimeFactor().toString(),
                        "\"d\"",
                        "kty");
        assertThat(keys.all().block().signing(NOON).orElseThrow()).isEqualTo(key);
    }

    @Test
    void encrypts_the_same_key_in_another_way_each_time() {
        KeyEncryption encryption = new KeyEncryption(Map.of("old", OLD), "old");

        assertThat(encryption.encrypt("text", "here").base64())
                .isNotEqualTo(encryption.encrypt("text", "here").base64());
    }

    @Test
    void deletes_what_an_earlier_version_stored_in_clear() {
        Mono.from(stored.insertOne(new Document("_id", 1L)
                        .append("activeFrom", Date.from(NOON))
                        .append("jwk", key.pair().toJSONString())))
                .block();

        assertThat(keys.all().block().keys()).isEmpty();
        assertThat(Flux.from(stored.find()).collectList().block()).isEmpty();
        assertThat(keys.add(key).block()).isTrue();
    }

    @Test
    void believes_no_key_that_was_changed_or_moved() {
        keys.add(key).block();
        Document document = Mono.from(stored.find()).block();
        Mono.from(stored.insertOne(new Document(document).append("_id", 2L))).block();

        assertThatIllegalStateException()
                .isThrownBy(() -> keys.all().block())
                .withMessageContaining("signing key 2 was changed")
                .withMessageContaining("delete signing key 2");

        Mono.from(stored.deleteOne(new Document("_id", 2L))).block();
        Mono.from(stored.updateOne(new Document("_id", 1L), Updates.set("encrypted", "AQI=")))
                .block();
        assertThatIllegalStateException().isThrownBy(() -> keys.all().block());
    }

    @Test
    void reads_what_the_secret_before_encrypted_for_as_long_as_that_is_configured() {
        keys.add(key).block();

        assertThat(with(Map.of("old", OLD, "new", NEW), "new").all().block().keys())
                .containsExactly(key);
        assertThatIllegalStateException()
                .isThrownBy(() -> with(Map.of("new", NEW), "new").all().block())
                .withMessageContaining("elch.people.storage-keys.old, which is not configured");
        assertThatIllegalStateException()
                .isThrownBy(() -> with(Map.of("old", NEW), "old").all().block())
                .withMessageContaining("elch.people.storage-keys.old is not what it was");
    }

    private MongoSigningKeys with(Map<String, byte[]> secrets, String current) {
        return new MongoSigningKeys(database, new KeyEncryption(secrets, current));
    }
}

package dev.elch.auth.authorization;

import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.Date;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Encrypted keys in the collection {@code signing_keys}, by their number: of two instances that make the next one, the second
 * has lost. Keys that an earlier version stored in clear are deleted, because others may have read them.
 */
final class MongoSigningKeys implements SigningKeys {

    private static final Logger log = LoggerFactory.getLogger(MongoSigningKeys.class);

    private static final String IN_CLEAR = "jwk";
    private static final String SECRET_ID = "encryptedWith";
    private static final String TEXT = "encrypted";

    private final MongoCollection<Document> keys;
    private final KeyEncryption encryption;

    MongoSigningKeys(MongoDatabase database, KeyEncryption encryption) {
        this.keys = database.getCollection("signing_keys");
        this.encryption = encryption;
    }

    @Override
    public Mono<KeyRing> all() {
        return Mono.from(keys.deleteMany(exists(IN_CLEAR)))
                .doOnNext(deleted -> {
                    if (deleted.getDeletedCount() > 0) {
                        log.warn(
                                "Deleted {} signing keys that were stored in clear: people sign in again",
                                deleted.getDeletedCount());
                    }
                })
                .thenMany(keys.find())
                .map(this::key)
                .collectList()
                .map(KeyRing::new);
    }

    @Override
    public Mono<Boolean> add(SigningKey key) {
        KeyEncryption.Encrypted encrypted = encryption.encrypt(key.pair().toJSONString(), place(key.number()));
        Document document = new Document("_id", key.number())
                .append("activeFrom", Date.from(key.activeFrom()))
                .append(SECRET_ID, encrypted.secretId())
                .append(TEXT, encrypted.base64());
        return Mono.from(keys.insertOne(document))
                .map(inserted -> true)
                .onErrorResume(MongoSigningKeys::isThereAlready, again -> Mono.just(false));
    }

    @Override
    public Mono<Void> forgetBefore(long number) {
        return Mono.from(keys.deleteMany(lt("_id", number))).then();
    }

    private SigningKey key(Document document) {
        long number = document.getLong("_id");
        KeyEncryption.Encrypted encrypted =
                new KeyEncryption.Encrypted(document.getString(SECRET_ID), document.getString(TEXT));
        try {
            return new SigningKey(
                    number,
                    document.getDate("activeFrom").toInstant(),
                    RSAKey.parse(encryption.decrypt(encrypted, place(number))));
        } catch (ParseException e) {
            throw new IllegalStateException("signing key " + document.get("_id") + " cannot be read", e);
        }
    }

    private static String place(long number) {
        return "signing key " + number;
    }

    private static boolean isThereAlready(Throwable trouble) {
        return trouble instanceof MongoWriteException refused
                && refused.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }
}

package dev.elch.auth.authorization;

import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.Date;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keys in the collection {@code signing_keys}, by their number: of two instances that make the next one, the second has lost. */
final class MongoSigningKeys implements SigningKeys {

    private final MongoCollection<Document> keys;

    MongoSigningKeys(MongoDatabase database) {
        this.keys = database.getCollection("signing_keys");
    }

    @Override
    public Mono<KeyRing> all() {
        return Flux.from(keys.find()).map(MongoSigningKeys::key).collectList().map(KeyRing::new);
    }

    @Override
    public Mono<Boolean> add(SigningKey key) {
        Document document = new Document("_id", key.number())
                .append("activeFrom", Date.from(key.activeFrom()))
                .append("jwk", key.pair().toJSONString());
        return Mono.from(keys.insertOne(document))
                .map(inserted -> true)
                .onErrorResume(MongoSigningKeys::isThereAlready, again -> Mono.just(false));
    }

    @Override
    public Mono<Void> forgetBefore(long number) {
        return Mono.from(keys.deleteMany(lt("_id", number))).then();
    }

    private static SigningKey key(Document document) {
        try {
            return new SigningKey(
                    document.getLong("_id"),
                    document.getDate("activeFrom").toInstant(),
                    RSAKey.parse(document.getString("jwk")));
        } catch (ParseException e) {
            throw new IllegalStateException("signing key " + document.get("_id") + " cannot be read", e);
        }
    }

    private static boolean isThereAlready(Throwable trouble) {
        return trouble instanceof MongoWriteException refused
                && refused.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }
}

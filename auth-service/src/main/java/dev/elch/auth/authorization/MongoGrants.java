package dev.elch.auth.authorization;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.auth.erasure.Erasable;
import dev.elch.startup.MongoIndexes;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import reactor.core.publisher.Mono;

/** Grants in the collection {@code console_grants}; secrets are there as hashes only. */
final class MongoGrants implements Grants, Erasable {

    private static final String COLLECTION = "console_grants";

    static final MongoIndexes INDEXES = new MongoIndexes(
            COLLECTION,
            List.of(new IndexModel(
                    Indexes.ascending("expiresAt"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS))));

    private final MongoCollection<Document> grants;

    MongoGrants(MongoDatabase database) {
        this.grants = database.getCollection(COLLECTION);
    }

    @Override
    public Mono<Void> insert(Grant grant) {
        return Mono.from(grants.insertOne(document(grant))).then();
    }

    @Override
    public Mono<Grant> find(String id, Instant now) {
        return Mono.from(grants.find(and(eq("_id", id), gt("expiresAt", Date.from(now))))
                        .first())
                .map(MongoGrants::grant);
    }

    @Override
    public Mono<Boolean> replace(Grant older, Grant newer) {
        return Mono.from(grants.replaceOne(
                        and(eq("_id", older.id()), eq("secret", older.secretHash())), document(newer)))
                .map(result -> result.getMatchedCount() == 1);
    }

    @Override
    public Mono<Void> delete(String id) {
        return Mono.from(grants.deleteOne(eq("_id", id))).then();
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public Mono<Long> erase(String userId) {
        return Mono.from(grants.deleteMany(eq("userId", userId))).map(DeleteResult::getDeletedCount);
    }

    private static Document document(Grant grant) {
        return new Document("_id", grant.id())
                .append("userId", grant.userId())
                .append("login", grant.login())
                .append("session", grant.session())
                .append("console", grant.console().toString())
                .append("challenge", grant.challenge())
                .append("redeemed", grant.isRedeemed())
                .append("secret", grant.secretHash())
                .append("expiresAt", Date.from(grant.expiresAt()));
    }

    private static Grant grant(Document document) {
        return new Grant(
                document.getString("_id"),
                document.getString("userId"),
                document.getString("login"),
                document.getString("session"),
                URI.create(document.getString("console")),
                document.getString("challenge"),
                document.getBoolean("redeemed"),
                document.getString("secret"),
                document.getDate("expiresAt").toInstant());
    }
}

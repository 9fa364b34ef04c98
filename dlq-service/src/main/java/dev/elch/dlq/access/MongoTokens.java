package dev.elch.dlq.access;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.access.Role;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tokens in the collection {@code dlq_tokens}, by name. None is ever deleted: the audit log names them. */
final class MongoTokens {

    private static final String CREATED_BY = "createdBy";
    private static final String REVOKED_AT = "revokedAt";
    private static final String REVOKED_BY = "revokedBy";

    private static final Bson UNREVOKED = exists(REVOKED_AT, false);

    private final MongoCollection<Document> tokens;

    MongoTokens(MongoDatabase database) {
        this.tokens = database.getCollection("dlq_tokens");
    }

    /** False when there is, or was, one of that name. */
    Mono<Boolean> insert(IssuedToken token) {
        Document document = new Document("_id", token.name())
                .append("role", token.role().name())
                .append("sha256", token.sha256())
                .append("createdAt", Date.from(token.createdAt()))
                .append(CREATED_BY, token.createdBy())
                .append("expiresAt", Date.from(token.expiresAt()));
        return Mono.from(tokens.insertOne(document))
                .map(inserted -> true)
                .onErrorResume(MongoTokens::isThereAlready, again -> Mono.just(false));
    }

    Mono<IssuedToken> find(String name) {
        return Mono.from(tokens.find(eq("_id", name)).first()).map(MongoTokens::token);
    }

    /** Newest first. */
    Flux<IssuedToken> all() {
        return Flux.from(tokens.find().sort(Sorts.descending("createdAt"))).map(MongoTokens::token);
    }

    Mono<Void> noteUse(String name, Instant at) {
        return Mono.from(tokens.updateOne(eq("_id", name), set("lastUsedAt", Date.from(at))))
                .then();
    }

    /** The token as it is now; empty when there is none that could be revoked. */
    Mono<IssuedToken> revoke(String name, String actor, Instant at) {
        return Mono.from(tokens.findOneAndUpdate(
                        and(eq("_id", name), UNREVOKED),
                        revoked(actor, at),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(MongoTokens::token);
    }

    /**
     * Revokes the tokens that {@code userId} made, and puts {@code replacement} where they stand as a maker or revoker; how many they had
     * made. In this order: after a crash in between, they are still found by their maker.
     */
    Mono<Long> replacePerson(String userId, String replacement, String actor, Instant at) {
        return Mono.from(tokens.updateMany(and(eq(CREATED_BY, userId), UNREVOKED), revoked(actor, at)))
                .then(Mono.from(tokens.updateMany(eq(REVOKED_BY, userId), set(REVOKED_BY, replacement))))
                .then(Mono.from(tokens.updateMany(eq(CREATED_BY, userId), set(CREATED_BY, replacement))))
                .map(UpdateResult::getModifiedCount);
    }

    private static Bson revoked(String actor, Instant at) {
        return combine(set(REVOKED_AT, Date.from(at)), set(REVOKED_BY, actor));
    }

    private static IssuedToken token(Document document) {
        return new IssuedToken(
                document.getString("_id"),
                Role.valueOf(document.getString("role")),
                document.getString("sha256"),
                document.getDate("createdAt").toInstant(),
                document.getString(CREATED_BY),
                document.getDate("expiresAt").toInstant(),
                instant(document.getDate("lastUsedAt")),
                instant(document.getDate(REVOKED_AT)),
                document.getString(REVOKED_BY));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private static boolean isThereAlready(Throwable trouble) {
        return trouble instanceof MongoWriteException refused
                && refused.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }
}

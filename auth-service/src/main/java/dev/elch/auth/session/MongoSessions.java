package dev.elch.auth.session;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.startup.MongoIndexes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Sessions in the collection {@code sessions}. The id is stored as its hash; an update never inserts, so that a request
 * that is still under way cannot bring a session back that was ended.
 */
final class MongoSessions implements Sessions {

    private static final String COLLECTION = "sessions";

    static final MongoIndexes INDEXES = new MongoIndexes(
            COLLECTION,
            List.of(
                    new IndexModel(Indexes.ascending("userId")),
                    new IndexModel(Indexes.ascending("reference")),
                    new IndexModel(
                            Indexes.ascending("expiresAt"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS))));

    private static final Logger log = LoggerFactory.getLogger(MongoSessions.class);

    private final MongoCollection<Document> sessions;
    private final Duration lifetime;
    private final Clock clock;

    MongoSessions(MongoDatabase database, Duration lifetime, Clock clock) {
        this.sessions = database.getCollection(COLLECTION);
        this.lifetime = lifetime;
        this.clock = clock;
    }

    @Override
    public Mono<Void> insert(SignInSession session) {
        return Mono.fromCallable(() -> document(session))
                .flatMap(document -> Mono.from(sessions.insertOne(document)))
                .then();
    }

    @Override
    public Mono<Boolean> update(SignInSession session) {
        return Mono.fromCallable(() -> document(session))
                .flatMap(document -> Mono.from(sessions.replaceOne(byId(session.getId()), document)))
                .map(result -> result.getMatchedCount() == 1);
    }

    @Override
    public Mono<SignInSession> find(String id) {
        Bson live = and(byId(id), gt("expiresAt", Date.from(clock.instant())));
        return Mono.from(sessions.find(live).first()).flatMap(document -> session(id, document));
    }

    @Override
    public Mono<Boolean> visit(String reference) {
        Instant now = clock.instant();
        return Mono.from(sessions.find(and(eq("reference", reference), gt("expiresAt", Date.from(now))))
                        .first())
                .flatMap(document -> Mono.from(sessions.updateOne(
                        eq("_id", document.get("_id")),
                        combine(set("lastVisitAt", Date.from(now)), set("expiresAt", Date.from(end(document, now)))))))
                .map(result -> result.getMatchedCount() == 1)
                .defaultIfEmpty(false);
    }

    private Instant end(Document document, Instant visit) {
        Instant idleEnd = visit.plusSeconds(document.getLong("idleSeconds"));
        Instant end = document.getDate("createdAt").toInstant().plus(lifetime);
        return idleEnd.isBefore(end) ? idleEnd : end;
    }

    @Override
    public Mono<Boolean> delete(String id) {
        return Mono.from(sessions.deleteOne(byId(id))).map(result -> result.getDeletedCount() == 1);
    }

    @Override
    public Mono<Long> deleteAllOf(String userId) {
        return Mono.from(sessions.deleteMany(eq("userId", userId))).map(DeleteResult::getDeletedCount);
    }

    @Override
    public Mono<Long> deleteByReference(String reference) {
        return Mono.from(sessions.deleteMany(eq("reference", reference))).map(DeleteResult::getDeletedCount);
    }

    private Document document(SignInSession session) throws IOException {
        return new Document("_id", SessionIds.hash(session.getId()))
                .append("userId", session.userId())
                .append("reference", session.reference())
                .append("attributes", new Binary(SessionAttributes.write(session.attributes())))
                .append("createdAt", Date.from(session.getCreationTime()))
                .append("lastVisitAt", Date.from(session.getLastAccessedTime()))
                .append("idleSeconds", session.getMaxInactiveInterval().toSeconds())
                .append("expiresAt", Date.from(session.expiresAt(lifetime)));
    }

    /** What cannot be read is no session: the user signs in again. */
    private static Mono<SignInSession> session(String id, Document document) {
        try {
            return Mono.just(SignInSession.stored(
                    id,
                    SessionAttributes.read(
                            document.get("attributes", Binary.class).getData()),
                    document.getDate("createdAt").toInstant(),
                    document.getDate("lastVisitAt").toInstant(),
                    Duration.ofSeconds(document.getLong("idleSeconds"))));
        } catch (IOException | ClassNotFoundException | RuntimeException unreadable) {
            log.warn("Ignoring session {}, which cannot be read: {}", document.get("_id"), unreadable.toString());
            return Mono.empty();
        }
    }

    private static Bson byId(String id) {
        return eq("_id", SessionIds.hash(id));
    }
}

package dev.elch.auth.outbox;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static dev.elch.auth.outbox.MongoSignInDocument.CLAIM;
import static dev.elch.auth.outbox.MongoSignInDocument.OCCURRED_AT;
import static dev.elch.auth.outbox.MongoSignInDocument.PUBLISHED_AT;
import static dev.elch.auth.outbox.MongoSignInDocument.RELAY_FROM;
import static dev.elch.auth.outbox.MongoSignInDocument.USER_ID;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.auth.erasure.Erasable;
import dev.elch.auth.signin.Account;
import dev.elch.auth.signin.SignIn;
import dev.elch.startup.MongoIndexes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The outbox side of the collection {@code sign_ins}. */
final class MongoOutbox implements Outbox, Erasable {

    static final MongoIndexes INDEXES = new MongoIndexes(
            MongoSignInDocument.COLLECTION,
            List.of(
                    new IndexModel(Indexes.ascending(RELAY_FROM)),
                    new IndexModel(
                            Indexes.ascending(OCCURRED_AT, "_id"),
                            new IndexOptions().name("waiting").partialFilterExpression(Filters.exists(RELAY_FROM))),
                    new IndexModel(
                            Indexes.ascending(USER_ID),
                            new IndexOptions()
                                    .name("waitingOfUser")
                                    .partialFilterExpression(Filters.exists(RELAY_FROM))),
                    new IndexModel(Indexes.compoundIndex(Indexes.ascending(USER_ID), Indexes.descending(OCCURRED_AT))),
                    new IndexModel(
                            Indexes.ascending("forgetAt"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS))));

    /** Matches every document that has the field at all. */
    private static final Bson UNPUBLISHED = gt(RELAY_FROM, Date.from(Instant.EPOCH));

    private final MongoCollection<Document> signIns;
    private final Duration history;

    MongoOutbox(MongoDatabase database, Duration history) {
        this.signIns = database.getCollection(MongoSignInDocument.COLLECTION);
        this.history = history;
    }

    @Override
    public Mono<Void> store(SignIn signIn, @Nullable Instant relayFrom, Instant now) {
        Document document = MongoSignInDocument.of(signIn)
                .append("forgetAt", Date.from(signIn.occurredAt().plus(history)));
        document.append(relayFrom == null ? PUBLISHED_AT : RELAY_FROM, Date.from(relayFrom == null ? now : relayFrom));
        return Mono.from(signIns.insertOne(document))
                .then()
                .onErrorResume(
                        MongoOutbox::isThereAlready,
                        again -> relayFrom == null ? markPublished(List.of(signIn.eventKey()), now) : Mono.empty());
    }

    @Override
    public Mono<Void> markPublished(Collection<String> eventKeys, Instant at) {
        return Mono.from(signIns.updateMany(
                        in("_id", eventKeys),
                        combine(set(PUBLISHED_AT, Date.from(at)), unset(RELAY_FROM), unset(CLAIM))))
                .then();
    }

    @Override
    public Mono<Void> release(Collection<String> eventKeys, Instant relayFrom) {
        return Mono.from(signIns.updateMany(
                        and(in("_id", eventKeys), UNPUBLISHED), set(RELAY_FROM, Date.from(relayFrom))))
                .then();
    }

    @Override
    public Mono<Boolean> isWaiting(String userId) {
        return Mono.from(signIns.find(and(eq(USER_ID, userId), UNPUBLISHED))
                        .projection(include("_id"))
                        .first())
                .hasElement();
    }

    @Override
    public Mono<List<Waiting>> waiting(@Nullable Waiting after, int limit) {
        return Flux.from(signIns.find(after == null ? UNPUBLISHED : and(UNPUBLISHED, isBehind(after)))
                        .sort(ascending(OCCURRED_AT, "_id"))
                        .limit(limit))
                .map(document -> new Waiting(
                        MongoSignInDocument.signIn(document),
                        document.getDate(RELAY_FROM).toInstant()))
                .collectList();
    }

    private static Bson isBehind(Waiting other) {
        Date occurredAt = Date.from(other.signIn().occurredAt());
        return or(gt(OCCURRED_AT, occurredAt), and(eq(OCCURRED_AT, occurredAt), gt("_id", other.eventKey())));
    }

    /** Each document goes to one of two claimants that want it at once; the mark tells afterwards which of them got it. */
    @Override
    public Mono<Set<String>> claim(Collection<String> eventKeys, Instant now, Instant until) {
        String claim = new ObjectId().toHexString();
        return Mono.from(signIns.updateMany(
                        and(in("_id", eventKeys), UNPUBLISHED, lte(RELAY_FROM, Date.from(now))),
                        combine(set(RELAY_FROM, Date.from(until)), set(CLAIM, claim))))
                .thenMany(Flux.from(signIns.find(and(in("_id", eventKeys), eq(CLAIM, claim)))
                        .projection(include("_id"))))
                .map(document -> document.getString("_id"))
                .collect(Collectors.toSet());
    }

    @Override
    public Mono<Backlog> backlog() {
        return Mono.from(signIns.countDocuments(UNPUBLISHED))
                .flatMap(size -> size == 0
                        ? Mono.just(Backlog.NONE)
                        : Mono.from(signIns.find(UNPUBLISHED)
                                        .sort(ascending(OCCURRED_AT))
                                        .first())
                                .map(oldest -> new Backlog(
                                        size, oldest.getDate(OCCURRED_AT).toInstant()))
                                .defaultIfEmpty(Backlog.NONE));
    }

    @Override
    public String collection() {
        return MongoSignInDocument.COLLECTION;
    }

    /** What waits is published no more, unless a relay has claimed it already. */
    @Override
    public Mono<Long> erase(String userId) {
        return Mono.from(signIns.deleteMany(eq(USER_ID, userId))).map(DeleteResult::getDeletedCount);
    }

    @Override
    public Flux<String> wordsOf(String userId) {
        return Flux.from(signIns.find(eq(USER_ID, userId)))
                .map(document -> MongoSignInDocument.signIn(document).account())
                .flatMap(account -> Flux.fromStream(words(account)));
    }

    private static Stream<String> words(Account account) {
        return Stream.of(account.email(), account.login(), account.name()).filter(Objects::nonNull);
    }

    private static boolean isThereAlready(Throwable trouble) {
        return trouble instanceof MongoWriteException refused
                && refused.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }
}

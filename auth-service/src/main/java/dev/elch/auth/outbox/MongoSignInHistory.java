package dev.elch.auth.outbox;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static dev.elch.auth.outbox.MongoSignInDocument.DEVICE;
import static dev.elch.auth.outbox.MongoSignInDocument.DISPUTED_AT;
import static dev.elch.auth.outbox.MongoSignInDocument.ENDED_EVERYWHERE_AT;
import static dev.elch.auth.outbox.MongoSignInDocument.OCCURRED_AT;
import static dev.elch.auth.outbox.MongoSignInDocument.USER_ID;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The history side of the collection {@code sign_ins}. */
final class MongoSignInHistory implements SignInHistory {

    private static final FindOneAndUpdateOptions GIVE_UPDATED =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> signIns;
    private final Duration history;
    private final Clock clock;

    MongoSignInHistory(MongoDatabase database, Duration history, Clock clock) {
        this.signIns = database.getCollection(MongoSignInDocument.COLLECTION);
        this.history = history;
        this.clock = clock;
    }

    @Override
    public Mono<Boolean> knows(String userId, String device) {
        Bson sameDevice = and(remembered(), eq(USER_ID, userId), eq(DEVICE, device), eq(DISPUTED_AT, null));
        return Mono.from(signIns.find(sameDevice).first()).hasElement();
    }

    @Override
    public Flux<PastSignIn> latestOf(String userId, int limit) {
        return Flux.from(signIns.find(and(remembered(), eq(USER_ID, userId)))
                        .sort(descending(OCCURRED_AT))
                        .limit(limit))
                .map(MongoSignInDocument::pastSignIn);
    }

    @Override
    public Mono<PastSignIn> find(String eventKey) {
        return Mono.from(signIns.find(and(remembered(), eq("_id", eventKey))).first())
                .map(MongoSignInDocument::pastSignIn);
    }

    @Override
    public Mono<PastSignIn> dispute(String eventKey, boolean everywhere, Instant at) {
        Mono<PastSignIn> disputed = mark(eventKey, DISPUTED_AT, at);
        return (everywhere ? mark(eventKey, ENDED_EVERYWHERE_AT, at).then(disputed) : disputed)
                .switchIfEmpty(Mono.defer(() -> find(eventKey)));
    }

    /** Empty: it has that mark already, or there is no such sign-in. */
    private Mono<PastSignIn> mark(String eventKey, String mark, Instant at) {
        return Mono.from(signIns.findOneAndUpdate(
                        and(remembered(), eq("_id", eventKey), eq(mark, null)), set(mark, Date.from(at)), GIVE_UPDATED))
                .map(MongoSignInDocument::pastSignIn);
    }

    @Override
    public Mono<PastSignIn> undispute(String eventKey) {
        return Mono.from(signIns.findOneAndUpdate(
                        and(remembered(), eq("_id", eventKey)), unset(DISPUTED_AT), GIVE_UPDATED))
                .map(MongoSignInDocument::pastSignIn);
    }

    /** TTL indexes clean up late or, on some stores, never: what is too old is not seen. */
    private Bson remembered() {
        return gt(OCCURRED_AT, Date.from(clock.instant().minus(history)));
    }
}

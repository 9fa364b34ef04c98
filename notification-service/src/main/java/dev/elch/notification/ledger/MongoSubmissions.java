package dev.elch.notification.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static dev.elch.notification.ledger.MongoLedgerFields.CREATED_AT;
import static dev.elch.notification.ledger.MongoLedgerFields.EXPIRE_AT;
import static dev.elch.notification.ledger.MongoLedgerFields.ID;
import static dev.elch.notification.ledger.MongoLedgerFields.USER_ID;

import com.mongodb.MongoException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.elch.notification.MongoAnswers;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Events that are handed in: entered into the ledger together with what is to be published, so that neither is there without
 * the other. Never blocks; gives {@link LedgerUnavailableException} when the database does not answer in time.
 */
public final class MongoSubmissions {

    private final MongoCollection<Document> deliveries;
    private final Duration window;
    private final Duration answerTimeout;

    MongoSubmissions(MongoCollection<Document> deliveries, Duration window, Duration answerTimeout) {
        this.deliveries = deliveries;
        this.window = window;
        this.answerTimeout = answerTimeout;
    }

    /**
     * Enters an event, to be published by another process from {@code publishAt} on.
     *
     * @return false when its key is known
     */
    public Mono<Boolean> enter(Submission submission, Instant publishAt, Instant now) {
        Document first = MongoSubmissionDocuments.first(submission, publishAt, window, now);
        Bson expired = and(eq(submission.signIn().eventKey()), lte(EXPIRE_AT, Date.from(now)));
        Mono<Boolean> again = answer(deliveries.deleteOne(expired))
                .flatMap(deleted -> deleted.getDeletedCount() == 1 ? inserted(first) : Mono.just(false));
        return inserted(first)
                .flatMap(isNew -> isNew ? Mono.just(true) : again)
                .onErrorMap(MongoException.class, MongoSubmissions::lost);
    }

    /** The event as it stands; empty when it is not known or its time is over. */
    public Mono<SeenEvent> find(String eventKey, Instant now) {
        return answer(deliveries.find(and(eq(eventKey), isRemembered(now))).first())
                .map(MongoSubmissionDocuments::seen)
                .onErrorMap(MongoException.class, MongoSubmissions::lost);
    }

    /** Events of one user that were seen before {@code createdBefore} and, of the same moment, with a smaller key; newest first. */
    public Mono<List<SeenEvent>> page(String userId, Instant createdBefore, String keyBefore, int limit, Instant now) {
        Date before = Date.from(createdBefore);
        Bson behind = or(lt(CREATED_AT, before), and(eq(CREATED_AT, before), lt(ID, keyBefore)));
        return answer(Flux.from(deliveries
                                .find(and(eq(USER_ID, userId), isRemembered(now), behind))
                                .sort(Sorts.descending(CREATED_AT, ID))
                                .limit(limit))
                        .map(MongoSubmissionDocuments::seen)
                        .collectList())
                .onErrorMap(MongoException.class, MongoSubmissions::lost);
    }

    /** One event that should have been published by now; no other caller gets it until {@code again}. Empty when there is none. */
    public Mono<Submission> takeUnpublished(Instant now, Instant again) {
        return answer(deliveries.findOneAndUpdate(
                        lte(MongoSubmissionDocuments.PUBLISH_AT_PATH, Date.from(now)),
                        set(MongoSubmissionDocuments.PUBLISH_AT_PATH, Date.from(again)),
                        new FindOneAndUpdateOptions()
                                .sort(Sorts.ascending(MongoSubmissionDocuments.PUBLISH_AT_PATH))
                                .returnDocument(ReturnDocument.AFTER)))
                .map(MongoSubmissionDocuments::submission)
                .onErrorMap(MongoException.class, MongoSubmissions::lost);
    }

    /** Notes that an event is on its topic, and forgets what was kept for that. */
    public Mono<Void> published(String eventKey) {
        return answer(deliveries.updateOne(eq(eventKey), unset(MongoSubmissionDocuments.OUTBOX_PATH)))
                .onErrorMap(MongoException.class, MongoSubmissions::lost)
                .then();
    }

    private Mono<Boolean> inserted(Document document) {
        return answer(deliveries.insertOne(document))
                .thenReturn(true)
                .onErrorResume(
                        MongoException.class, e -> MongoAnswers.isDuplicateKey(e) ? Mono.just(false) : Mono.error(e));
    }

    private <T> Mono<T> answer(Publisher<T> asked) {
        return Mono.from(asked).timeout(answerTimeout).onErrorMap(TimeoutException.class, MongoSubmissions::lost);
    }

    private static Bson isRemembered(Instant now) {
        return gt(EXPIRE_AT, Date.from(now));
    }

    private static LedgerUnavailableException lost(Throwable e) {
        return new LedgerUnavailableException("the database does not answer", e);
    }
}

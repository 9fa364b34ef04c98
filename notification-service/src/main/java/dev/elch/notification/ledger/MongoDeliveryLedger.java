package dev.elch.notification.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.elch.contract.DeliveryState;
import dev.elch.notification.MongoAnswers;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** One document per event, moved by single conditional updates. */
final class MongoDeliveryLedger implements DeliveryLedger {

    private static final int TRIES_AGAINST_RACES = 5;
    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> deliveries;
    private final ClaimRules rules;
    private final MongoAnswers answers;

    MongoDeliveryLedger(MongoCollection<Document> deliveries, ClaimRules rules, Duration answerTimeout) {
        this.deliveries = deliveries;
        this.rules = rules;
        this.answers = MongoAnswers.within(answerTimeout);
    }

    @Override
    public ClaimResult claim(ClaimRequest request, Instant now) {
        boolean isProbablyNew = request.attempt() == 1 && request.round() == 0;
        if (isProbablyNew && inserted(MongoLedgerDocuments.first(request, rules, now))) {
            return new ClaimResult.Claimed(rules.first(request, now));
        }
        for (int tries = 0; tries < TRIES_AGAINST_RACES; tries++) {
            Document found = first(deliveries.find(eq(request.eventKey())));
            if (found == null) {
                if (inserted(MongoLedgerDocuments.first(request, rules, now))) {
                    return new ClaimResult.Claimed(rules.first(request, now));
                }
                continue;
            }
            LedgerEntry entry = MongoLedgerDocuments.entry(found);
            if (entry.isExpired(now)) {
                answer(deliveries.deleteOne(guard(entry)));
                continue;
            }
            ClaimResult decided = rules.decide(entry, request, now);
            if (!(decided instanceof ClaimResult.Claimed won) || moved(entry, request, won.claim(), now)) {
                return decided;
            }
        }
        return new ClaimResult.HeldByAnother(now.plus(rules.lease()));
    }

    @Override
    public Optional<Claim> claimToSend(ClaimRequest request, String provider, Instant now) {
        return Optional.ofNullable(answer(deliveries.findOneAndUpdate(
                        MongoLedgerDocuments.awaited(request, now),
                        MongoLedgerDocuments.claimToSend(request, provider, rules, now),
                        AFTER)))
                .map(MongoLedgerDocuments::claim);
    }

    /** The end of the lease tells this call from every other of this process for the same record. */
    @Override
    public void takeBack(ClaimRequest request, JournalEntry attempt, Instant claimed, Instant now) {
        Bson guard = and(
                eq(request.eventKey()),
                eq("state", DeliveryState.SENDING.name()),
                eq("owner", rules.owner()),
                eq("heldFor", request.heldFor()),
                eq("leaseUntil", Date.from(claimed.plus(rules.lease()))));
        Verdict putBack = Verdict.putBack(request.attempt(), attempt.provider(), attempt.reason(), now);
        UpdateResult ignored = answer(deliveries.updateOne(guard, MongoLedgerDocuments.settle(putBack, attempt, now)));
    }

    @Override
    public boolean handOver(Claim claim, String provider, Instant now) {
        Bson guard = and(eq(claim.eventKey()), eq("state", DeliveryState.CLAIMED.name()), eq("fence", claim.fence()));
        return isMatched(deliveries.updateOne(guard, MongoLedgerDocuments.handOver(provider, now.plus(rules.lease()))));
    }

    @Override
    public boolean noteFailure(Claim claim, FinalFailure failure) {
        return isMatched(deliveries.updateOne(held(claim), MongoLedgerDocuments.noteFailure(failure)));
    }

    @Override
    public boolean settle(Claim claim, Verdict verdict, JournalEntry attempt, Instant now) {
        return isMatched(deliveries.updateOne(held(claim), MongoLedgerDocuments.settle(verdict, attempt, now)))
                || isSettled(claim, verdict);
    }

    @Override
    public boolean resolve(String eventKey, Verdict verdict, JournalEntry report, Instant now) {
        Bson guard = and(eq(eventKey), eq("state", DeliveryState.UNKNOWN.name()));
        return isMatched(deliveries.updateOne(guard, MongoLedgerDocuments.settle(verdict, report, now)));
    }

    @Override
    public Optional<LedgerEntry> find(String eventKey, Instant now) {
        return Optional.ofNullable(first(deliveries.find(eq(eventKey))))
                .map(MongoLedgerDocuments::entry)
                .filter(entry -> !entry.isExpired(now));
    }

    private boolean inserted(Document document) {
        try {
            answer(deliveries.insertOne(document));
            return true;
        } catch (MongoWriteException e) {
            if (MongoAnswers.isDuplicateKey(e)) {
                return false;
            }
            throw new LedgerUnavailableException("cannot insert event " + document.get("_id"), e);
        }
    }

    private boolean moved(LedgerEntry from, ClaimRequest request, Claim claim, Instant now) {
        return isMatched(
                deliveries.updateOne(guard(from), MongoLedgerDocuments.claim(from, request, claim, rules, now)));
    }

    /** The entry as it was read: whoever holds it may condemn it meanwhile, under the same state and fence. */
    private static Bson guard(LedgerEntry entry) {
        return and(
                eq(entry.eventKey()),
                eq("state", entry.state().name()),
                eq("fence", entry.fence()),
                exists(MongoLedgerDocuments.FAILURE, entry.failure() != null));
    }

    private static Bson held(Claim claim) {
        return and(
                eq(claim.eventKey()),
                in("state", DeliveryState.CLAIMED.name(), DeliveryState.SENDING.name()),
                eq("fence", claim.fence()));
    }

    private boolean isMatched(Publisher<UpdateResult> update) {
        UpdateResult result = answer(update);
        return result != null && result.getMatchedCount() == 1;
    }

    /** Whether an earlier call, whose answer was lost, has done it already. */
    private boolean isSettled(Claim claim, Verdict verdict) {
        return first(deliveries.find(and(
                        eq(claim.eventKey()),
                        eq("fence", claim.fence()),
                        eq("state", verdict.state().name()))))
                != null;
    }

    private @Nullable Document first(com.mongodb.reactivestreams.client.FindPublisher<Document> found) {
        return answer(found.first());
    }

    private <T> @Nullable T answer(Publisher<T> asked) {
        try {
            return answers.await(asked);
        } catch (MongoWriteException e) {
            throw e;
        } catch (MongoException e) {
            throw new LedgerUnavailableException("no answer from the database within " + answers.deadline(), e);
        }
    }
}

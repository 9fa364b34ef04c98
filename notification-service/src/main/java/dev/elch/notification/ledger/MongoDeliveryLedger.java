package dev.elch.notification.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static dev.elch.notification.ledger.MongoLedgerFields.FAILURE;
import static dev.elch.notification.ledger.MongoLedgerFields.FENCE;
import static dev.elch.notification.ledger.MongoLedgerFields.HELD_FOR;
import static dev.elch.notification.ledger.MongoLedgerFields.ID;
import static dev.elch.notification.ledger.MongoLedgerFields.LEASE_UNTIL;
import static dev.elch.notification.ledger.MongoLedgerFields.OWNER;
import static dev.elch.notification.ledger.MongoLedgerFields.STATE;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.elch.contract.DeliveryState;
import dev.elch.notification.GroupedCalls;
import dev.elch.notification.MongoAnswers;
import dev.elch.notification.MongoGroupedReads;
import dev.elch.notification.MongoGroupedWrites;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** One document per event, moved by single conditional updates. */
final class MongoDeliveryLedger implements DeliveryLedger {

    private static final int TRIES_AGAINST_RACES = 5;
    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private static final BsonString CLAIMED = new BsonString(DeliveryState.CLAIMED.name());
    private static final BsonString SENDING = new BsonString(DeliveryState.SENDING.name());

    private final MongoCollection<Document> deliveries;
    private final ClaimRules rules;
    private final MongoAnswers answers;
    private final MongoGroupedWrites writes;
    private final MongoGroupedReads reads;

    MongoDeliveryLedger(MongoCollection<Document> deliveries, ClaimRules rules, Duration answerTimeout) {
        this.deliveries = deliveries;
        this.rules = rules;
        this.answers = MongoAnswers.within(answerTimeout);
        this.writes = new MongoGroupedWrites(deliveries, answerTimeout);
        this.reads = new MongoGroupedReads(deliveries, answerTimeout);
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
    public Optional<LedgerEntry> findAwaited(ClaimRequest request, Instant now) {
        return Optional.ofNullable(first(deliveries.find(MongoLedgerDocuments.awaited(request, now))))
                .map(MongoLedgerDocuments::entry);
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
                eq(STATE, DeliveryState.SENDING.name()),
                eq(OWNER, rules.owner()),
                eq(HELD_FOR, request.heldFor()),
                eq(LEASE_UNTIL, Date.from(claimed.plus(rules.lease()))));
        Verdict putBack = Verdict.putBack(request.attempt(), attempt.provider(), attempt.reason(), now);
        UpdateResult ignored = answer(deliveries.updateOne(guard, MongoLedgerDocuments.settle(putBack, attempt, now)));
    }

    @Override
    public boolean handOver(Claim claim, String provider, Instant now) {
        return isWritten(
                claim,
                claimed(claim),
                MongoLedgerDocuments.handOver(provider, now.plus(rules.lease())),
                entry -> entry.state() == DeliveryState.SENDING);
    }

    @Override
    public boolean noteFailure(Claim claim, FinalFailure failure) {
        return isWritten(
                claim, held(claim), MongoLedgerDocuments.noteFailure(failure), entry -> entry.failure() != null);
    }

    @Override
    public boolean settle(Claim claim, Verdict verdict, JournalEntry attempt, Instant now) {
        return isWritten(
                claim,
                held(claim),
                MongoLedgerDocuments.settle(verdict, attempt, now),
                entry -> entry.state() == verdict.state());
    }

    @Override
    public boolean resolve(String eventKey, Verdict verdict, JournalEntry report, Instant now) {
        Bson guard = and(eq(eventKey), eq(STATE, DeliveryState.UNKNOWN.name()));
        return isMatched(deliveries.updateOne(guard, MongoLedgerDocuments.settle(verdict, report, now)));
    }

    @Override
    public Optional<LedgerEntry> find(String eventKey, Instant now) {
        return asked(() -> reads.find(eventKey))
                .map(MongoLedgerDocuments::entry)
                .filter(entry -> !entry.isExpired(now));
    }

    private boolean inserted(Document document) {
        try {
            return asked(() -> writes.insert(document));
        } catch (MongoWriteException e) {
            throw new LedgerUnavailableException("cannot insert event " + document.get(ID), e);
        }
    }

    private boolean moved(LedgerEntry from, ClaimRequest request, Claim claim, Instant now) {
        return isMatched(
                deliveries.updateOne(guard(from), MongoLedgerDocuments.claim(from, request, claim, rules, now)));
    }

    /** The entry as it was read: its holder may note a final failure meanwhile, under the same state and fence. */
    private static Bson guard(LedgerEntry entry) {
        return and(
                eq(entry.eventKey()),
                eq(STATE, entry.state().name()),
                eq(FENCE, entry.fence()),
                exists(FAILURE, entry.failure() != null));
    }

    private static Bson held(Claim claim) {
        return withFence(new BsonDocument("$in", new BsonArray(List.of(CLAIMED, SENDING))), claim);
    }

    private static Bson claimed(Claim claim) {
        return withFence(CLAIMED, claim);
    }

    private static Bson withFence(BsonValue state, Claim claim) {
        return new BsonDocument(STATE, state).append(FENCE, new BsonInt64(claim.fence()));
    }

    private boolean isMatched(Publisher<UpdateResult> update) {
        UpdateResult result = answer(update);
        return result != null && result.getMatchedCount() == 1;
    }

    /**
     * Moves what {@code claim} holds, together with whatever else is waiting to be written.
     *
     * @param shows how the entry looks after the move, made now or by an earlier call whose answer was lost
     */
    private boolean isWritten(Claim claim, Bson guard, Bson change, Predicate<LedgerEntry> shows) {
        return asked(() -> writes.update(claim.eventKey(), guard, change, document -> {
            LedgerEntry entry = MongoLedgerDocuments.entry(document);
            return entry.fence() == claim.fence() && shows.test(entry);
        }));
    }

    private @Nullable Document first(com.mongodb.reactivestreams.client.FindPublisher<Document> found) {
        return answer(found.first());
    }

    private <T> @Nullable T answer(Publisher<T> asked) {
        return asked(() -> answers.await(asked));
    }

    private <T extends @Nullable Object> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoWriteException e) {
            throw e;
        } catch (MongoException | GroupedCalls.NotMadeException e) {
            throw new LedgerUnavailableException("no answer from the database within " + answers.deadline(), e);
        }
    }
}

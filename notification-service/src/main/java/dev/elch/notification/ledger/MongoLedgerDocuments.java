package dev.elch.notification.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static dev.elch.notification.ledger.MongoLedgerFields.ADDRESS;
import static dev.elch.notification.ledger.MongoLedgerFields.AT;
import static dev.elch.notification.ledger.MongoLedgerFields.ATTEMPT;
import static dev.elch.notification.ledger.MongoLedgerFields.CODE;
import static dev.elch.notification.ledger.MongoLedgerFields.CREATED_AT;
import static dev.elch.notification.ledger.MongoLedgerFields.DUE_AT;
import static dev.elch.notification.ledger.MongoLedgerFields.EXPIRE_AT;
import static dev.elch.notification.ledger.MongoLedgerFields.FAILURE;
import static dev.elch.notification.ledger.MongoLedgerFields.FENCE;
import static dev.elch.notification.ledger.MongoLedgerFields.FIRST_ATTEMPT_AT;
import static dev.elch.notification.ledger.MongoLedgerFields.HANDED_OVER;
import static dev.elch.notification.ledger.MongoLedgerFields.HELD_FOR;
import static dev.elch.notification.ledger.MongoLedgerFields.ID;
import static dev.elch.notification.ledger.MongoLedgerFields.JOURNAL;
import static dev.elch.notification.ledger.MongoLedgerFields.KIND;
import static dev.elch.notification.ledger.MongoLedgerFields.LATENCY_MILLIS;
import static dev.elch.notification.ledger.MongoLedgerFields.LEASE_UNTIL;
import static dev.elch.notification.ledger.MongoLedgerFields.MAY_BE_OUT;
import static dev.elch.notification.ledger.MongoLedgerFields.OUTCOME;
import static dev.elch.notification.ledger.MongoLedgerFields.OWNER;
import static dev.elch.notification.ledger.MongoLedgerFields.PAYLOAD_HASH;
import static dev.elch.notification.ledger.MongoLedgerFields.PROVIDER;
import static dev.elch.notification.ledger.MongoLedgerFields.REASON;
import static dev.elch.notification.ledger.MongoLedgerFields.RECEIPT;
import static dev.elch.notification.ledger.MongoLedgerFields.ROUND;
import static dev.elch.notification.ledger.MongoLedgerFields.SETTLED_AT;
import static dev.elch.notification.ledger.MongoLedgerFields.STATE;
import static dev.elch.notification.ledger.MongoLedgerFields.SUPPRESSION;
import static dev.elch.notification.ledger.MongoLedgerFields.TEXT;
import static dev.elch.notification.ledger.MongoLedgerFields.UNKNOWNS;
import static dev.elch.notification.ledger.MongoLedgerFields.USER_ID;

import dev.elch.contract.DeliveryState;
import dev.elch.notification.MongoUpdate;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** How an entry looks as a document. */
final class MongoLedgerDocuments {

    private MongoLedgerDocuments() {}

    static Document first(ClaimRequest request, ClaimRules rules, Instant now) {
        return new Document(ID, request.eventKey())
                .append(USER_ID, request.userId())
                .append(PAYLOAD_HASH, request.payloadHash())
                .append(ADDRESS, request.maskedAddress())
                .append(UNKNOWNS, 0)
                .append(CREATED_AT, Date.from(now))
                .append(EXPIRE_AT, Date.from(rules.forgottenAt(now)))
                .append(STATE, DeliveryState.CLAIMED.name())
                .append(ROUND, request.round())
                .append(ATTEMPT, request.attempt())
                .append(FENCE, 1L)
                .append(OWNER, rules.owner())
                .append(HELD_FOR, request.heldFor())
                .append(LEASE_UNTIL, Date.from(now.plus(rules.lease())))
                .append(FIRST_ATTEMPT_AT, Date.from(now));
    }

    static Bson claim(LedgerEntry from, ClaimRequest request, Claim claim, ClaimRules rules, Instant now) {
        MongoUpdate update = new MongoUpdate()
                .set(STATE, DeliveryState.CLAIMED.name())
                .set(ROUND, claim.round())
                .set(ATTEMPT, claim.attempt())
                .set(FENCE, claim.fence())
                .set(OWNER, rules.owner())
                .set(HELD_FOR, claim.heldFor())
                .set(LEASE_UNTIL, now.plus(rules.lease()))
                .set(UNKNOWNS, claim.unknowns())
                .set(FIRST_ATTEMPT_AT, claim.firstAttemptAt())
                .set(PAYLOAD_HASH, request.payloadHash())
                .set(ADDRESS, request.maskedAddress())
                .set(USER_ID, request.userId())
                .set(EXPIRE_AT, rules.forgottenAt(now))
                .unset(DUE_AT)
                .unset(SETTLED_AT);
        if (claim.failure() == null) {
            update.unset(FAILURE);
        }
        ClaimRules.unfinished(from, request, now).ifPresent(attempt -> journal(update, attempt));
        return update;
    }

    /** What {@link DeliveryLedger#findAwaited} asks for. */
    static Bson awaited(ClaimRequest request, Instant now) {
        return and(
                eq(request.eventKey()),
                eq(STATE, DeliveryState.WAITING.name()),
                eq(HANDED_OVER, true),
                eq(UNKNOWNS, 0),
                eq(ROUND, request.round()),
                eq(ATTEMPT, request.attempt()),
                eq(PAYLOAD_HASH, request.payloadHash()),
                ne(HELD_FOR, request.heldFor()),
                lte(DUE_AT, Date.from(now)),
                gt(EXPIRE_AT, Date.from(now)));
    }

    static Bson claimToSend(ClaimRequest request, String provider, ClaimRules rules, Instant now) {
        return new MongoUpdate()
                .set(STATE, DeliveryState.SENDING.name())
                .set(PROVIDER, provider)
                .increment(FENCE, 1L)
                .set(OWNER, rules.owner())
                .set(HELD_FOR, request.heldFor())
                .set(LEASE_UNTIL, now.plus(rules.lease()))
                .set(EXPIRE_AT, rules.forgottenAt(now))
                .unset(DUE_AT);
    }

    static Claim claim(Document claimed) {
        LedgerEntry entry = entry(claimed);
        return new Claim(
                entry.eventKey(),
                entry.round(),
                entry.attempt(),
                entry.fence(),
                entry.heldFor(),
                entry.firstAttemptAt() == null ? entry.createdAt() : entry.firstAttemptAt(),
                entry.isHandedOver(),
                entry.unknowns(),
                entry.failure());
    }

    static Bson handOver(String provider, Instant leaseUntil) {
        return new MongoUpdate()
                .set(STATE, DeliveryState.SENDING.name())
                .set(PROVIDER, provider)
                .set(HANDED_OVER, true)
                .set(LEASE_UNTIL, leaseUntil);
    }

    static Bson noteFailure(FinalFailure failure) {
        return new MongoUpdate()
                .set(
                        FAILURE,
                        new BsonDocument(PROVIDER, new BsonString(failure.provider()))
                                .append(OUTCOME, new BsonString(failure.outcome()))
                                .append(REASON, reason(failure.reason()))
                                .append(
                                        SUPPRESSION,
                                        new BsonString(failure.suppression().name()))
                                .append(
                                        LATENCY_MILLIS,
                                        new BsonInt64(failure.latency().toMillis()))
                                .append(MAY_BE_OUT, BsonBoolean.valueOf(failure.mayBeOut())));
    }

    private static FinalFailure failure(Document document) {
        return new FinalFailure(
                document.get(PROVIDER, ""),
                document.get(OUTCOME, ""),
                reason(document.get(REASON, new Document())),
                Suppression.valueOf(document.get(SUPPRESSION, Suppression.NONE.name())),
                Duration.ofMillis(document.get(LATENCY_MILLIS, 0L)),
                document.get(MAY_BE_OUT, true));
    }

    static Bson settle(Verdict verdict, JournalEntry attempt, Instant now) {
        MongoUpdate update = new MongoUpdate()
                .set(STATE, verdict.state().name())
                .set(ATTEMPT, verdict.attempt())
                .set(PROVIDER, verdict.provider())
                .set(RECEIPT, verdict.receipt())
                .unset(LEASE_UNTIL)
                .unset(FAILURE);
        journal(update, attempt);
        if (verdict.dueAt() == null) {
            update.unset(DUE_AT);
        } else {
            update.set(DUE_AT, verdict.dueAt());
        }
        if (verdict.reason() == null) {
            update.unset(REASON);
        } else {
            update.set(REASON, reason(verdict.reason()));
        }
        if (verdict.state().isFinal()) {
            update.set(SETTLED_AT, now);
        }
        if (verdict.state() == DeliveryState.UNKNOWN) {
            update.increment(UNKNOWNS, 1);
        }
        if (verdict.isPutBack()) {
            update.set(HELD_FOR, "");
        }
        return update;
    }

    static LedgerEntry entry(Document document) {
        return new LedgerEntry(
                document.getString(ID),
                document.get(USER_ID, ""),
                document.get(PAYLOAD_HASH, ""),
                DeliveryState.valueOf(document.getString(STATE)),
                document.get(ROUND, 0),
                document.get(ATTEMPT, 1),
                document.get(FENCE, 0L),
                document.get(OWNER, ""),
                document.get(HELD_FOR, ""),
                instant(document, LEASE_UNTIL),
                document.get(HANDED_OVER, false),
                document.get(UNKNOWNS, 0),
                document.get(FAILURE) instanceof Document failure ? failure(failure) : null,
                Objects.requireNonNullElse(instant(document, CREATED_AT), Instant.EPOCH),
                instant(document, FIRST_ATTEMPT_AT),
                instant(document, DUE_AT),
                instant(document, SETTLED_AT),
                document.get(PROVIDER, ""),
                document.get(RECEIPT, ""),
                document.get(REASON) instanceof Document reason ? reason(reason) : null,
                document.getList(JOURNAL, Document.class, List.of()).stream()
                        .map(MongoLedgerDocuments::journal)
                        .toList(),
                Objects.requireNonNullElse(instant(document, EXPIRE_AT), Instant.MAX));
    }

    static void journal(MongoUpdate update, JournalEntry entry) {
        update.push(
                JOURNAL,
                new BsonDocument(AT, MongoUpdate.date(entry.at()))
                        .append(ROUND, new BsonInt32(entry.round()))
                        .append(ATTEMPT, new BsonInt32(entry.attempt()))
                        .append(PROVIDER, new BsonString(entry.provider()))
                        .append(OUTCOME, new BsonString(entry.outcome()))
                        .append(REASON, reason(entry.reason()))
                        .append(LATENCY_MILLIS, new BsonInt64(entry.latency().toMillis())),
                LedgerEntry.MAX_JOURNAL);
    }

    private static JournalEntry journal(Document document) {
        return new JournalEntry(
                Objects.requireNonNullElse(instant(document, AT), Instant.EPOCH),
                document.get(ROUND, 0),
                document.get(ATTEMPT, 1),
                document.get(PROVIDER, ""),
                document.get(OUTCOME, ""),
                reason(document.get(REASON, new Document())),
                Duration.ofMillis(document.get(LATENCY_MILLIS, 0L)));
    }

    static BsonDocument reason(Reason reason) {
        return new BsonDocument(KIND, new BsonString(reason.kind()))
                .append(CODE, new BsonString(reason.code()))
                .append(TEXT, new BsonString(reason.text()));
    }

    private static Reason reason(Document document) {
        return new Reason(document.get(KIND, "unknown"), document.get(CODE, ""), document.get(TEXT, ""));
    }

    @SuppressWarnings("JavaUtilDate") // what the driver hands out
    private static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }
}

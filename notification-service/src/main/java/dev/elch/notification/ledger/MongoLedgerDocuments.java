package dev.elch.notification.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.PushOptions;
import dev.elch.contract.DeliveryState;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** How an entry looks as a document. */
final class MongoLedgerDocuments {

    static final String FAILURE = "death";

    private MongoLedgerDocuments() {}

    static Document first(ClaimRequest request, ClaimRules rules, Instant now) {
        return new Document("_id", request.eventKey())
                .append("userId", request.userId())
                .append("payloadHash", request.payloadHash())
                .append("address", request.maskedAddress())
                .append("unknowns", 0)
                .append("createdAt", Date.from(now))
                .append("expireAt", Date.from(rules.forgottenAt(now)))
                .append("state", DeliveryState.CLAIMED.name())
                .append("round", request.round())
                .append("attempt", request.attempt())
                .append("fence", 1L)
                .append("owner", rules.owner())
                .append("heldFor", request.heldFor())
                .append("leaseUntil", Date.from(now.plus(rules.lease())))
                .append("firstAttemptAt", Date.from(now));
    }

    static Bson claim(LedgerEntry from, ClaimRequest request, Claim claim, ClaimRules rules, Instant now) {
        List<Bson> changes = new ArrayList<>(List.of(
                set("state", DeliveryState.CLAIMED.name()),
                set("round", claim.round()),
                set("attempt", claim.attempt()),
                set("fence", claim.fence()),
                set("owner", rules.owner()),
                set("heldFor", claim.heldFor()),
                set("leaseUntil", Date.from(now.plus(rules.lease()))),
                set("unknowns", claim.unknowns()),
                set("firstAttemptAt", Date.from(claim.firstAttemptAt())),
                set("payloadHash", request.payloadHash()),
                set("address", request.maskedAddress()),
                set("userId", request.userId()),
                set("expireAt", Date.from(rules.forgottenAt(now))),
                unset("dueAt"),
                unset("settledAt")));
        if (claim.failure() == null) {
            changes.add(unset(FAILURE));
        }
        ClaimRules.unfinished(from, request, now).ifPresent(attempt -> changes.add(journal(attempt)));
        return combine(changes);
    }

    /** What {@link DeliveryLedger#findAwaited} asks for. */
    static Bson awaited(ClaimRequest request, Instant now) {
        return and(
                eq(request.eventKey()),
                eq("state", DeliveryState.WAITING.name()),
                eq("handedOver", true),
                eq("unknowns", 0),
                eq("round", request.round()),
                eq("attempt", request.attempt()),
                eq("payloadHash", request.payloadHash()),
                ne("heldFor", request.heldFor()),
                lte("dueAt", Date.from(now)),
                gt("expireAt", Date.from(now)));
    }

    static Bson claimToSend(ClaimRequest request, String provider, ClaimRules rules, Instant now) {
        return combine(
                set("state", DeliveryState.SENDING.name()),
                set("provider", provider),
                inc("fence", 1L),
                set("owner", rules.owner()),
                set("heldFor", request.heldFor()),
                set("leaseUntil", Date.from(now.plus(rules.lease()))),
                set("expireAt", Date.from(rules.forgottenAt(now))),
                unset("dueAt"));
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
        return combine(
                set("state", DeliveryState.SENDING.name()),
                set("provider", provider),
                set("handedOver", true),
                set("leaseUntil", Date.from(leaseUntil)));
    }

    static Bson noteFailure(FinalFailure failure) {
        return set(
                FAILURE,
                new Document("provider", failure.provider())
                        .append("outcome", failure.outcome())
                        .append("reason", reason(failure.reason()))
                        .append("suppression", failure.suppression().name())
                        .append("latencyMillis", failure.latency().toMillis())
                        .append("mayBeOut", failure.mayBeOut()));
    }

    private static FinalFailure failure(Document document) {
        return new FinalFailure(
                document.get("provider", ""),
                document.get("outcome", ""),
                reason(document.get("reason", new Document())),
                Suppression.valueOf(document.get("suppression", Suppression.NONE.name())),
                Duration.ofMillis(document.get("latencyMillis", 0L)),
                document.get("mayBeOut", true));
    }

    static Bson settle(Verdict verdict, JournalEntry attempt, Instant now) {
        List<Bson> changes = new ArrayList<>(List.of(
                set("state", verdict.state().name()),
                set("attempt", verdict.attempt()),
                set("provider", verdict.provider()),
                set("receipt", verdict.receipt()),
                unset("leaseUntil"),
                unset(FAILURE),
                journal(attempt)));
        changes.add(verdict.dueAt() == null ? unset("dueAt") : set("dueAt", Date.from(verdict.dueAt())));
        changes.add(verdict.reason() == null ? unset("reason") : set("reason", reason(verdict.reason())));
        if (verdict.state().isFinal()) {
            changes.add(set("settledAt", Date.from(now)));
        }
        if (verdict.state() == DeliveryState.UNKNOWN) {
            changes.add(inc("unknowns", 1));
        }
        if (verdict.isPutBack()) {
            changes.add(set("heldFor", ""));
        }
        return combine(changes);
    }

    static LedgerEntry entry(Document document) {
        return new LedgerEntry(
                document.getString("_id"),
                document.get("userId", ""),
                document.get("payloadHash", ""),
                DeliveryState.valueOf(document.getString("state")),
                document.get("round", 0),
                document.get("attempt", 1),
                document.get("fence", 0L),
                document.get("owner", ""),
                document.get("heldFor", ""),
                instant(document, "leaseUntil"),
                document.get("handedOver", false),
                document.get("unknowns", 0),
                document.get(FAILURE) instanceof Document failure ? failure(failure) : null,
                Objects.requireNonNullElse(instant(document, "createdAt"), Instant.EPOCH),
                instant(document, "firstAttemptAt"),
                instant(document, "dueAt"),
                instant(document, "settledAt"),
                document.get("provider", ""),
                document.get("receipt", ""),
                document.get("reason") instanceof Document reason ? reason(reason) : null,
                document.getList("journal", Document.class, List.of()).stream()
                        .map(MongoLedgerDocuments::journal)
                        .toList(),
                Objects.requireNonNullElse(instant(document, "expireAt"), Instant.MAX));
    }

    static Bson journal(JournalEntry entry) {
        Document document = new Document("at", Date.from(entry.at()))
                .append("round", entry.round())
                .append("attempt", entry.attempt())
                .append("provider", entry.provider())
                .append("outcome", entry.outcome())
                .append("reason", reason(entry.reason()))
                .append("latencyMillis", entry.latency().toMillis());
        return pushEach("journal", List.of(document), new PushOptions().slice(-LedgerEntry.MAX_JOURNAL));
    }

    private static JournalEntry journal(Document document) {
        return new JournalEntry(
                Objects.requireNonNullElse(instant(document, "at"), Instant.EPOCH),
                document.get("round", 0),
                document.get("attempt", 1),
                document.get("provider", ""),
                document.get("outcome", ""),
                reason(document.get("reason", new Document())),
                Duration.ofMillis(document.get("latencyMillis", 0L)));
    }

    private static Document reason(Reason reason) {
        return new Document("kind", reason.kind()).append("code", reason.code()).append("text", reason.text());
    }

    private static Reason reason(Document document) {
        return new Reason(document.get("kind", "unknown"), document.get("code", ""), document.get("text", ""));
    }

    @SuppressWarnings("JavaUtilDate") // what the driver hands out
    private static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }
}

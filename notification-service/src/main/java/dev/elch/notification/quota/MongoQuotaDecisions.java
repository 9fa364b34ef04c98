package dev.elch.notification.quota;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static dev.elch.notification.quota.MongoQuota.await;

import com.mongodb.MongoException;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.elch.notification.quota.QuotaDecision.Granted;
import dev.elch.notification.quota.QuotaDecision.Handling;
import dev.elch.notification.quota.QuotaDecision.OverQuota;
import dev.elch.notification.quota.QuotaDecision.Reserved;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** Remembers what was decided for each event key, so that retries and replays do not pay again. */
final class MongoQuotaDecisions {

    private static final String EXPIRES = "expiresAt";
    private static final String DECISION = "decision";

    private final MongoCollection<Document> decisions;
    private final Duration remembered;

    MongoQuotaDecisions(MongoCollection<Document> decisions, Duration remembered) {
        this.decisions = decisions;
        this.remembered = remembered;
    }

    void createIndexes() {
        await(decisions.createIndex(Indexes.ascending(EXPIRES), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS)));
    }

    Optional<QuotaDecision> find(String eventKey, Instant now) {
        var known = and(eq("_id", eventKey), gt(EXPIRES, Date.from(now)));
        return Optional.ofNullable(await(decisions.find(known).first())).map(MongoQuotaDecisions::decision);
    }

    /** Remembers {@code decision} unless there is one already; gives the one that holds. */
    QuotaDecision keep(String eventKey, QuotaDecision decision, Instant now) {
        var forgotten = and(eq("_id", eventKey), lte(EXPIRES, Date.from(now)));
        Document document =
                decision.handle(AS_DOCUMENT).append("_id", eventKey).append(EXPIRES, Date.from(now.plus(remembered)));
        try {
            await(decisions.replaceOne(forgotten, document, new ReplaceOptions().upsert(true)));
            return decision;
        } catch (MongoException e) {
            if (e.getCode() != MongoQuota.DUPLICATE_KEY) {
                throw e;
            }
            return find(eventKey, now).orElse(decision);
        }
    }

    private static QuotaDecision decision(Document document) {
        return switch (document.getString(DECISION)) {
            case "granted" -> new Granted();
            case "reserved" -> new Reserved();
            case "over_quota" ->
                new OverQuota(
                        document.getDate("windowEnds").toInstant(),
                        document.getDate("digestDue").toInstant());
            default -> throw new IllegalStateException("unknown decision in " + document.toJson());
        };
    }

    private static final Handling<Document> AS_DOCUMENT = new Handling<>() {
        @Override
        public Document granted(Granted decision) {
            return new Document(DECISION, "granted");
        }

        @Override
        public Document reserved(Reserved decision) {
            return new Document(DECISION, "reserved");
        }

        @Override
        public Document overQuota(OverQuota decision) {
            return new Document(DECISION, "over_quota")
                    .append("windowEnds", Date.from(decision.windowEnds()))
                    .append("digestDue", Date.from(decision.digestDue()));
        }
    };
}

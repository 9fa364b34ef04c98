package dev.elch.notification.quota;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.MongoException;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.elch.notification.MongoAnswers;
import dev.elch.notification.quota.QuotaDecision.OverQuota;
import dev.elch.startup.MongoIndexes;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** Remembers which events were refused, so that none is told by a mail of its own and in a digest. */
final class MongoQuotaRefusals {

    private static final String EXPIRES = "expiresAt";

    static final String COLLECTION = "quota_refusals";

    static final MongoIndexes INDEXES = new MongoIndexes(
            COLLECTION,
            List.of(new IndexModel(Indexes.ascending(EXPIRES), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS))));

    private final MongoCollection<Document> refusals;
    private final Duration remembered;
    private final MongoAnswers answers = MongoAnswers.inTime();

    MongoQuotaRefusals(MongoCollection<Document> refusals, Duration remembered) {
        this.refusals = refusals;
        this.remembered = remembered;
    }

    Optional<OverQuota> find(String eventKey, Instant now) {
        var known = and(eq("_id", eventKey), gt(EXPIRES, Date.from(now)));
        return Optional.ofNullable(answers.await(refusals.find(known).first())).map(MongoQuotaRefusals::refusal);
    }

    /** Remembers {@code refusal} unless there is one already; gives the one that holds. */
    OverQuota keep(String eventKey, OverQuota refusal, Instant now) {
        var forgotten = and(eq("_id", eventKey), lte(EXPIRES, Date.from(now)));
        Document document = new Document("_id", eventKey)
                .append("windowEnds", Date.from(refusal.windowEnds()))
                .append("digestDue", Date.from(refusal.digestDue()))
                .append(EXPIRES, Date.from(now.plus(remembered)));
        try {
            answers.await(refusals.replaceOne(forgotten, document, new ReplaceOptions().upsert(true)));
            return refusal;
        } catch (MongoException e) {
            if (!MongoAnswers.isDuplicateKey(e)) {
                throw e;
            }
            return find(eventKey, now).orElse(refusal);
        }
    }

    private static OverQuota refusal(Document document) {
        return new OverQuota(
                document.getDate("windowEnds").toInstant(),
                document.getDate("digestDue").toInstant());
    }
}

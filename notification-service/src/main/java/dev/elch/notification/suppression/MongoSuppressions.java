package dev.elch.notification.suppression;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.MongoException;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.notification.ledger.LedgerUnavailableException;
import dev.elch.notification.person.Erasable;
import dev.elch.notification.person.Person;
import dev.elch.startup.MongoIndexes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The suppression list as operators see and change it. Never blocks; gives {@link LedgerUnavailableException} when the database
 * does not answer in time.
 */
final class MongoSuppressions implements Erasable {

    private static final String LIFTS = "suppression_lifts";
    private static final long LIFTS_KEPT_DAYS = 365;
    private static final int LIFTS_SHOWN = 200;

    static final MongoIndexes LIFT_INDEXES = new MongoIndexes(
            LIFTS,
            List.of(new IndexModel(
                    Indexes.ascending("at"), new IndexOptions().expireAfter(LIFTS_KEPT_DAYS, TimeUnit.DAYS))));

    private final MongoCollection<Document> suppressions;
    private final MongoCollection<Document> lifts;
    private final AddressHashes hashes;
    private final Duration answerTimeout;

    MongoSuppressions(MongoDatabase database, AddressHashes hashes, Duration answerTimeout) {
        this.suppressions = database.getCollection(MongoSuppressedAddresses.COLLECTION);
        this.lifts = database.getCollection(LIFTS);
        this.hashes = hashes;
        this.answerTimeout = answerTimeout;
    }

    /** The id under which this address is suppressed, if it is. */
    String id(String address) {
        return hashes.of(address);
    }

    Mono<List<SuppressionView>> page(SuppressionQuery query, Instant now) {
        Date before = Date.from(query.cursor().at());
        List<Bson> filters = new ArrayList<>(List.of(
                isCurrent(now),
                or(
                        lt("since", before),
                        and(eq("since", before), lt("_id", query.cursor().id())))));
        if (!query.kind().isEmpty()) {
            filters.add(eq("kind", query.kind()));
        }
        return answer(Flux.from(suppressions
                        .find(and(filters))
                        .sort(Sorts.descending("since", "_id"))
                        .limit(query.limit()))
                .map(MongoSuppressions::view)
                .collectList());
    }

    /**
     * Ends a suppression. Who did it and why is written down first, so that no address gets mail again without that.
     *
     * @return what was lifted; empty when there is no such suppression
     */
    Mono<SuppressionView> lift(String id, String by, String reason, Instant now) {
        Bson lifted = and(eq(id), isCurrent(now));
        return answer(suppressions.find(lifted).first())
                .flatMap(found -> answer(lifts.insertOne(entry(found, by, reason, now)))
                        .then(answer(suppressions.deleteOne(lifted)))
                        .thenReturn(view(found)));
    }

    /** The newest {@value #LIFTS_SHOWN}, newest first; each is kept for a year. */
    Mono<List<SuppressionLift>> lifts() {
        return answer(Flux.from(lifts.find().sort(Sorts.descending("at", "_id")).limit(LIFTS_SHOWN))
                .map(MongoSuppressions::lift)
                .collectList());
    }

    @Override
    public String collection() {
        return MongoSuppressedAddresses.COLLECTION;
    }

    /** Suppressions of these addresses, and what is kept about those that operators ended. */
    @Override
    public Mono<Long> erase(Person person) {
        List<String> ids = person.addresses().stream().map(hashes::of).toList();
        return Mono.from(suppressions.deleteMany(in("_id", ids)))
                .map(DeleteResult::getDeletedCount)
                .flatMap(deleted -> Mono.from(lifts.deleteMany(in("suppression", ids)))
                        .map(lifted -> deleted + lifted.getDeletedCount()));
    }

    private static SuppressionLift lift(Document found) {
        return new SuppressionLift(
                found.getString("suppression"),
                found.getString("kind"),
                found.getString("by"),
                found.getString("reason"),
                found.getDate("at").toInstant());
    }

    private static Document entry(Document lifted, String by, String reason, Instant now) {
        return new Document("suppression", lifted.getString("_id"))
                .append("kind", lifted.getString("kind"))
                .append("since", lifted.getDate("since"))
                .append("until", lifted.getDate("until"))
                .append("by", by)
                .append("reason", reason)
                .append("at", Date.from(now));
    }

    private static SuppressionView view(Document found) {
        return SuppressionView.of(found.getString("_id"), MongoSuppressedAddresses.read(found));
    }

    private static Bson isCurrent(Instant now) {
        return gt("until", Date.from(now));
    }

    private <T> Mono<T> answer(Publisher<T> asked) {
        return Mono.from(asked)
                .timeout(answerTimeout)
                .onErrorMap(e -> e instanceof TimeoutException || e instanceof MongoException, MongoSuppressions::lost);
    }

    private static LedgerUnavailableException lost(Throwable e) {
        return new LedgerUnavailableException("the database does not answer", e);
    }
}

package dev.elch.notification.suppression;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoException;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.notification.MongoAnswers;
import dev.elch.notification.MongoGroupedReads;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.startup.MongoIndexes;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;

/** The list in the collection {@code suppressions}: one document per address, the keyed hash is its id. */
final class MongoSuppressedAddresses implements SuppressedAddresses {

    static final String COLLECTION = "suppressions";

    /** The first index only cleans up; what is over is also left out of every answer. The second one sorts the list. */
    static final MongoIndexes INDEXES = new MongoIndexes(
            COLLECTION,
            List.of(
                    new IndexModel(Indexes.ascending("until"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS)),
                    new IndexModel(Indexes.descending("since", "_id"))));

    private static final Bson ONLY_ID = Projections.include("_id");
    private static final MongoAnswers WHOLE = MongoAnswers.within(Duration.ofMinutes(5));

    private final MongoCollection<Document> suppressions;
    private final AddressHashes hashes;
    private final MongoAnswers answers = MongoAnswers.inTime();
    private final MongoGroupedReads reads;

    MongoSuppressedAddresses(MongoDatabase database, AddressHashes hashes) {
        this.suppressions = database.getCollection(COLLECTION);
        this.hashes = hashes;
        this.reads = new MongoGroupedReads(suppressions, answers.deadline());
    }

    @Override
    public void add(String address, Suppression suppression, Reason why, Instant now) {
        if (suppression == Suppression.NONE) {
            return;
        }
        Date until = Date.from(SuppressedAddress.end(suppression, now));
        var shorter = and(eq("_id", hashes.of(address)), lt("until", until));
        var longer = combine(set("until", until), set("since", Date.from(now)), set("kind", why.kind()));
        try {
            answers.await(suppressions.updateOne(shorter, longer, new UpdateOptions().upsert(true)));
        } catch (MongoException e) {
            if (!MongoAnswers.isDuplicateKey(e)) {
                throw e;
            }
            // There is one that lasts as long, or another instance was first: then this makes it last as long.
            answers.await(suppressions.updateOne(shorter, longer));
        }
    }

    @Override
    public Optional<SuppressedAddress> find(String address, Instant now) {
        return reads.find(hashes.of(address))
                .filter(found -> found.getDate("until").toInstant().isAfter(now))
                .map(MongoSuppressedAddresses::read);
    }

    /** Under which an address is on the list, if it is. */
    String id(String address) {
        return hashes.of(address);
    }

    /** About how many there are. */
    long count() {
        Long count = answers.await(suppressions.estimatedDocumentCount());
        return count == null ? 0 : count;
    }

    /** Hands over every id, those of suppressions that are over included. */
    void readAll(Consumer<String> ids) {
        var unused = WHOLE.await(Flux.from(suppressions.find().projection(ONLY_ID))
                .doOnNext(found -> ids.accept(found.getString("_id")))
                .then());
    }

    /** The ids of what was put on the list, or prolonged, since then. */
    List<String> idsSince(Instant then) {
        return answers.awaitAll(suppressions.find(gte("since", Date.from(then))).projection(ONLY_ID)).stream()
                .map(found -> found.getString("_id"))
                .toList();
    }

    static SuppressedAddress read(Document found) {
        return new SuppressedAddress(
                found.getString("kind"),
                found.getDate("since").toInstant(),
                found.getDate("until").toInstant());
    }
}

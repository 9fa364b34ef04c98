package dev.elch.notification.digest;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.elch.notification.MongoAnswers;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.ledger.MongoSignIns;
import dev.elch.notification.mail.SignInDigest;
import dev.elch.startup.MongoIndexes;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Mono;

/** The sign-ins that are told in digests: one document per event key in the collection {@code digest_entries}. */
final class MongoDigestEntries {

    private static final String DIGEST = "digest";
    private static final String DUE = "due";
    private static final String TOLD = "told";
    private static final String EXPIRES = "expiresAt";

    static final String COLLECTION = "digest_entries";

    static final MongoIndexes INDEXES = new MongoIndexes(
            COLLECTION,
            List.of(
                    new IndexModel(Indexes.ascending(DIGEST)),
                    new IndexModel(Indexes.ascending(EXPIRES), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS))));

    /** Longer than a digest is tried; the facts about a user's sign-ins are not needed after that. */
    private static final Duration KEPT = Duration.ofDays(8);

    private final MongoCollection<Document> entries;
    private final MongoAnswers answers = MongoAnswers.inTime();

    MongoDigestEntries(MongoCollection<Document> entries) {
        this.entries = entries;
    }

    /**
     * Where a sign-in is told.
     *
     * @param due when that digest goes out
     * @param isFrozen whether it is settled for good
     */
    record Place(String digest, Instant due, boolean isFrozen) {}

    /** Puts {@code signIn} into the digest that is due then unless it has a place already; gives the place that it has. */
    Place put(SignIn signIn, Instant due, Instant now) {
        Bson fresh = new Document(
                "$setOnInsert",
                MongoSignIns.document(signIn)
                        .append(DIGEST, DigestKeys.of(signIn.userId(), due))
                        .append(DUE, Date.from(due))
                        .append(TOLD, false)
                        .append(EXPIRES, Date.from(now.plus(KEPT))));
        var options = new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
        Document placed = MongoDigests.againAfterRace(
                () -> answers.await(entries.findOneAndUpdate(eq("_id", signIn.eventKey()), fresh, options)));
        return new Place(
                Objects.requireNonNull(placed).getString(DIGEST),
                placed.getDate(DUE).toInstant(),
                placed.getBoolean(TOLD, false));
    }

    /** Moves a sign-in on, unless the digest it is in has been settled with it. */
    void move(SignIn signIn, Place from, Instant due) {
        Bson unsettled = and(eq("_id", signIn.eventKey()), eq(DIGEST, from.digest()), ne(TOLD, true));
        Bson moved = combine(set(DIGEST, DigestKeys.of(signIn.userId(), due)), set(DUE, Date.from(due)));
        answers.await(entries.updateOne(unsettled, moved));
    }

    /** Settles for good that all that are in {@code digest} now are told in it. */
    void freeze(String digest) {
        answers.await(entries.updateMany(and(eq(DIGEST, digest), ne(TOLD, true)), set(TOLD, true)));
    }

    Optional<SignInDigest> told(DigestClaim claim, int listed) {
        Bson told = and(eq(DIGEST, claim.key()), eq(TOLD, true));
        Document first = answers.await(
                entries.find(told).sort(Sorts.ascending("occurredAt")).first());
        Document latest = answers.await(
                entries.find(told).sort(Sorts.descending("occurredAt")).first());
        if (first == null || latest == null) {
            return Optional.empty();
        }
        Long count = answers.await(entries.countDocuments(told));
        List<Document> shown = answers.awaitAll(entries.find(told)
                .sort(Sorts.descending("newDevice", "occurredAt"))
                .limit(listed));
        return Optional.of(new SignInDigest(
                claim.key(),
                claim.due(),
                Math.toIntExact(Objects.requireNonNull(count)),
                first.getDate("occurredAt").toInstant(),
                signIn(latest),
                shown.stream().map(MongoDigestEntries::signIn).toList()));
    }

    Mono<Long> erase(String userId) {
        return Mono.from(entries.deleteMany(eq("userId", userId))).map(DeleteResult::getDeletedCount);
    }

    private static SignIn signIn(Document entry) {
        return MongoSignIns.signIn(entry.getString("_id"), null, entry);
    }
}

package dev.elch.notification.digest;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.notification.MongoAnswers;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.digest.MongoDigestEntries.Place;
import dev.elch.notification.mail.SignInDigest;
import dev.elch.notification.person.Erasable;
import dev.elch.notification.person.Person;
import dev.elch.startup.MongoIndexes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The digests in MongoDB: one document per user and window in the collection {@code digests}, moved by single updates that
 * are guarded by state and fence.
 *
 * <p>A sign-in is stored before its digest is looked at, and a digest is closed before its sign-ins are frozen. So a
 * sign-in that finds its digest open is told in it; one that finds it closed is either frozen in it or moves on.
 */
final class MongoDigests implements Digests, SentDigests, Erasable {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final String COLLECTION = "digests";

    static final MongoIndexes INDEXES = new MongoIndexes(
            COLLECTION,
            List.of(
                    new IndexModel(Indexes.ascending("state", "nextAt")),
                    new IndexModel(
                            Indexes.ascending("expiresAt"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS))));

    private static final int CANDIDATES = 16;
    private static final int MOVES = 20;
    private static final List<String> ACTIVE = List.of(
            DigestState.OPEN.name(),
            DigestState.WAITING.name(),
            DigestState.CLAIMED.name(),
            DigestState.SENDING.name());

    private final MongoCollection<Document> digests;
    private final MongoDigestEntries entries;
    private final Duration window;
    private final Duration grace;
    private final Duration lease;
    private final MongoAnswers answers = MongoAnswers.inTime();

    /**
     * @param window between two digests of one user
     * @param grace between the end of the window and the first attempt
     * @param lease after which a claim can be taken over
     */
    MongoDigests(MongoDatabase database, Duration window, Duration grace, Duration lease) {
        this.digests = database.getCollection(COLLECTION);
        this.entries = new MongoDigestEntries(database.getCollection(MongoDigestEntries.COLLECTION));
        this.window = window;
        this.grace = grace;
        this.lease = lease;
    }

    @Override
    public void add(SignIn signIn, Instant due, Instant now) {
        for (int moves = 0; moves < MOVES; moves++) {
            Place place = entries.put(signIn, due, now);
            if (place.isFrozen() || isOpen(place, now)) {
                return;
            }
            entries.move(signIn, place, DigestKeys.next(place.due(), window, now));
        }
        throw new IllegalStateException("no digest takes event " + signIn.eventKey() + "; it will be tried again");
    }

    private boolean isOpen(Place place, Instant now) {
        Document fresh = new Document("state", DigestState.OPEN.name())
                .append("due", Date.from(place.due()))
                .append("nextAt", Date.from(place.due().plus(grace)))
                .append("fence", 0L)
                .append("attempt", 1)
                .append("unknowns", 0)
                .append("frozen", false)
                .append("expiresAt", Date.from(now.plus(KEPT)));
        var options = new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
        Document found = againAfterRace(() -> answers.await(
                digests.findOneAndUpdate(eq("_id", place.digest()), new Document("$setOnInsert", fresh), options)));
        return Objects.requireNonNull(found).getString("state").equals(DigestState.OPEN.name());
    }

    @Override
    public Optional<DigestClaim> claimDue(Instant now) {
        Bson due = and(in("state", ACTIVE), lte("nextAt", Date.from(now)));
        return answers
                .awaitAll(digests.find(due).sort(Sorts.ascending("nextAt")).limit(CANDIDATES))
                .stream()
                .flatMap(candidate -> claimed(candidate, now).stream())
                .findFirst();
    }

    private Optional<DigestClaim> claimed(Document found, Instant now) {
        String state = found.getString("state");
        // Its owner is gone, and the mail may be out.
        int lostAnswers = state.equals(DigestState.SENDING.name()) ? 1 : 0;
        DigestClaim claim = new DigestClaim(
                found.getString("_id"),
                found.getLong("fence") + 1,
                found.getInteger("attempt"),
                found.getInteger("unknowns") + lostAnswers,
                found.getBoolean("frozen", false),
                found.getDate("due").toInstant());
        Bson unchanged = and(
                eq("_id", claim.key()),
                eq("state", state),
                eq("fence", claim.fence() - 1),
                lte("nextAt", Date.from(now)));
        Bson taken = combine(
                set("state", DigestState.CLAIMED.name()),
                set("fence", claim.fence()),
                set("unknowns", claim.unknowns()),
                set("nextAt", Date.from(now.plus(lease))));
        return answers.isMatched(digests.updateOne(unchanged, taken)) ? Optional.of(claim) : Optional.empty();
    }

    @Override
    public Optional<SignInDigest> read(DigestClaim claim, int listed) {
        if (!claim.isFrozen()) {
            entries.freeze(claim.key());
            if (!answers.isMatched(digests.updateOne(owned(claim, DigestState.CLAIMED), set("frozen", true)))) {
                return Optional.empty();
            }
        }
        return entries.told(claim, listed);
    }

    @Override
    public boolean contains(String key) {
        return answers.await(digests.find(eq("_id", key)).first()) != null;
    }

    @Override
    public boolean handOver(DigestClaim claim, Instant now) {
        Bson sending = combine(set("state", DigestState.SENDING.name()), set("nextAt", Date.from(now.plus(lease))));
        return answers.isMatched(digests.updateOne(owned(claim, DigestState.CLAIMED), sending));
    }

    @Override
    public boolean settle(DigestClaim claim, DigestVerdict verdict, Instant now) {
        List<Bson> changes = new ArrayList<>(List.of(
                set("state", verdict.state().name()),
                set("attempt", verdict.attempt()),
                set("unknowns", verdict.unknowns()),
                set("reason", verdict.reason().kind()),
                set("receipt", verdict.receipt()),
                set("changedAt", Date.from(now))));
        if (verdict.nextAt() != null) {
            changes.add(set("nextAt", Date.from(verdict.nextAt())));
        }
        return answers.isMatched(
                digests.updateOne(owned(claim, DigestState.CLAIMED, DigestState.SENDING), combine(changes)));
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    /** Digests, and the sign-ins in them: what was not told yet is not told any more. */
    @Override
    public Mono<Long> erase(Person person) {
        String prefix = DigestKeys.prefix(person.userId());
        Bson theirs = and(gte("_id", prefix), lt("_id", prefix + "~"));
        return Mono.from(digests.deleteMany(theirs))
                .map(DeleteResult::getDeletedCount)
                .flatMap(deleted -> entries.erase(person.userId()).map(told -> deleted + told));
    }

    private static Bson owned(DigestClaim claim, DigestState... states) {
        List<String> names = List.of(states).stream().map(DigestState::name).toList();
        return and(eq("_id", claim.key()), in("state", names), eq("fence", claim.fence()));
    }

    /** Two upserts of one id can race into a duplicate key; the second time there is something to update. */
    static <T> @Nullable T againAfterRace(Supplier<@Nullable T> upsert) {
        try {
            return upsert.get();
        } catch (MongoException e) {
            if (!MongoAnswers.isDuplicateKey(e)) {
                throw e;
            }
            return upsert.get();
        }
    }
}

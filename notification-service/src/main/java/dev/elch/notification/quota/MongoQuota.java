package dev.elch.notification.quota;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.notification.MongoAnswers;
import dev.elch.notification.MongoGroupedWrites;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.person.Erasable;
import dev.elch.notification.person.Person;
import dev.elch.notification.quota.QuotaDecision.OverQuota;
import dev.elch.notification.quota.UserQuota.Asked;
import dev.elch.startup.MongoIndexes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import reactor.core.publisher.Mono;

/**
 * The quota in MongoDB: {@code quotas} holds one small document per user, replaced only if its version is still the one
 * that was read; {@code quota_refusals} remembers which events were refused, because those are told in a digest.
 *
 * <p>That an event was charged is known by the charge itself for as long as it counts, and by the ledger once its mail is
 * handed over. Between the two, after a crash and a whole window, it is charged anew: no mail went out for the first charge.
 */
final class MongoQuota implements Quota, QuotaReservation, Erasable {

    private static final String COLLECTION = "quotas";

    static final MongoIndexes INDEXES = new MongoIndexes(
            COLLECTION,
            List.of(new IndexModel(
                    Indexes.ascending(MongoUserQuota.EXPIRES), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS))));

    private static final int TRIES = 1_000;

    private final MongoCollection<Document> quotas;
    private final MongoQuotaRefusals refusals;
    private final QuotaPolicy policy;
    private final MongoAnswers answers = MongoAnswers.inTime();
    private final MongoGroupedWrites writes;

    /** @param remembered how long a refusal is known; longer than an event can wait to be taken over */
    MongoQuota(MongoDatabase database, QuotaPolicy policy, Duration remembered) {
        this.quotas = database.getCollection(COLLECTION);
        this.refusals = new MongoQuotaRefusals(database.getCollection(MongoQuotaRefusals.COLLECTION), remembered);
        this.policy = policy;
        this.writes = new MongoGroupedWrites(quotas, answers.deadline());
    }

    @Override
    public QuotaDecision ask(SignIn signIn, boolean mayBeRefused, Instant now) {
        Optional<OverQuota> earlier = mayBeRefused ? refusals.find(signIn.eventKey(), now) : Optional.empty();
        if (earlier.isPresent()) {
            return earlier.get();
        }
        QuotaDecision decision = charge(signIn, now, true);
        return decision instanceof OverQuota refused ? refusals.keep(signIn.eventKey(), refused, now) : decision;
    }

    @Override
    public QuotaDecision reserve(SignIn signIn, Instant now) {
        return charge(signIn, now, false);
    }

    /** Most users have no charge that counts: so the first try does without reading. */
    private QuotaDecision charge(SignIn signIn, Instant now, boolean opensDigest) {
        for (int tries = 0; tries < TRIES; tries++) {
            MongoUserQuota before = tries == 0 ? MongoUserQuota.unused(signIn.userId()) : read(signIn.userId());
            Asked asked = before.quota().ask(signIn.eventKey(), signIn.newDevice(), policy, now);
            boolean isRefused = asked.decision() instanceof OverQuota;
            boolean isUnchanged = asked.after().equals(before.quota()) || (isRefused && !opensDigest);
            if (isUnchanged || replace(before, asked.after(), now)) {
                return asked.decision();
            }
        }
        throw new IllegalStateException("the quota for event " + signIn.eventKey() + " was contended " + TRIES
                + " times in a row; the event will be tried again");
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public Mono<Long> erase(Person person) {
        return Mono.from(quotas.deleteOne(eq("_id", person.userId()))).map(DeleteResult::getDeletedCount);
    }

    private MongoUserQuota read(String userId) {
        Document found = answers.await(quotas.find(eq("_id", userId)).first());
        return found == null ? MongoUserQuota.unused(userId) : MongoUserQuota.of(found);
    }

    /** False when another call was first. */
    private boolean replace(MongoUserQuota before, UserQuota after, Instant now) {
        Document next = before.next(after, policy, now);
        if (before.isNew()) {
            return writes.insert(next);
        }
        var unchanged = and(eq("_id", before.userId()), eq(MongoUserQuota.VERSION, before.version()));
        return answers.isMatched(quotas.replaceOne(unchanged, next));
    }
}

package dev.elch.dlq.audit;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.person.Erasable;
import dev.elch.dlq.person.Person;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Writes the chain into MongoDB. The number of an entry is its {@code _id}: of two that want to be the next one, wherever
 * they run, one is refused and tries again behind the other.
 */
public final class MongoAuditLog implements Erasable {

    private static final Logger log = LoggerFactory.getLogger(MongoAuditLog.class);
    private static final String COLLECTION = "dlq_audit";
    private static final String HEAD = "head";
    private static final int DUPLICATE_KEY = 11_000;
    private static final int MOST_RACES = 100;

    /** So many entries are named in one erasure at most. */
    private static final int ERASED_AT_ONCE = 100;

    private final MongoCollection<Document> entries;
    private final MongoCollection<Document> heads;
    private final AuditHashes hashes;
    private final Clock clock;

    MongoAuditLog(MongoDatabase database, AuditHashes hashes, Clock clock) {
        this.hashes = hashes;
        this.entries = database.getCollection(COLLECTION);
        this.heads = database.getCollection("dlq_audit_head");
        this.clock = clock;
    }

    /** Completes once the entry is durable: only then may the deed be done. */
    public Mono<AuditEntry> write(String actor, String action, Map<String, String> details) {
        return Mono.defer(this::head)
                .flatMap(head -> append(entry(head, actor, action, new TreeMap<>(details))))
                .retryWhen(Retry.max(MOST_RACES).filter(MongoAuditLog::lostARace))
                .flatMap(stored -> remember(stored).thenReturn(stored))
                .doOnNext(
                        stored -> log.info("audit {} {} {} {}", stored.entry().number(), actor, action, stored.hash()))
                .map(StoredEntry::entry);
    }

    /** Newest first, those before {@code number}. */
    public Flux<StoredEntry> before(long number, int limit) {
        return Flux.from(entries.find(lt("_id", number))
                        .sort(Sorts.descending("_id"))
                        .limit(limit))
                .map(MongoAuditLog::read);
    }

    /** Writes an entry with the key behind those without: from then on they cannot be changed either. */
    Mono<Void> seal() {
        return head().filter(head -> hashes.areKeyed() && head.number() > 0 && !AuditHashes.isKeyed(head.hash()))
                .flatMap(head -> write("audit", "seal", Map.of("entries", Long.toString(head.number()))))
                .then();
    }

    /** Whether the chain has this entry; true for {@link AuditHead#NONE}. */
    Mono<Boolean> has(AuditHead head) {
        return head.number() == 0
                ? Mono.just(true)
                : Mono.from(entries.find(and(eq("_id", head.number()), eq("hash", head.hash()))))
                        .hasElement();
    }

    /**
     * Reads the whole chain and says whether anything was changed, removed, put in or moved.
     *
     * @param witnessed an entry that was kept elsewhere; {@link AuditHead#NONE}: none
     */
    Mono<Verification> verify(AuditHead witnessed) {
        return remembered()
                .flatMap(written -> Flux.from(entries.find().sort(Sorts.ascending("_id")))
                        .map(MongoAuditLog::read)
                        .collect(() -> new ChainCheck(hashes, witnessed), ChainCheck::next)
                        .map(check -> check.end(written)));
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    /**
     * Takes the person out of the details of entries; the facts stay: who did what, when. What the entries are without the person is
     * written down first, in an entry of its own, and so the chain can be checked before, between and after.
     */
    @Override
    public Mono<Long> erase(Person person, String actor, Instant now) {
        return Flux.from(entries.find().sort(Sorts.ascending("_id")))
                .map(document -> read(document).entry())
                .filter(entry -> entry.details().values().stream().anyMatch(person::isNamedIn))
                .map(entry -> without(person, entry))
                .buffer(ERASED_AT_ONCE)
                .concatMap(erased -> write(actor, AuditEntry.ERASURE, hashesByNumber(erased))
                        .thenMany(Flux.fromIterable(erased).concatMap(this::replaceDetails)))
                .count();
    }

    private static AuditEntry without(Person person, AuditEntry entry) {
        SortedMap<String, String> details = new TreeMap<>(entry.details());
        details.replaceAll((name, text) -> person.erasedFrom(text));
        return entry.with(details);
    }

    private Map<String, String> hashesByNumber(List<AuditEntry> erased) {
        return erased.stream().collect(Collectors.toMap(entry -> Long.toString(entry.number()), hashes::of));
    }

    private Mono<Long> replaceDetails(AuditEntry erased) {
        return Mono.from(entries.updateOne(eq("_id", erased.number()), Updates.set("details", details(erased))))
                .map(UpdateResult::getModifiedCount);
    }

    private AuditEntry entry(AuditHead head, String actor, String action, SortedMap<String, String> details) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new AuditEntry(head.number() + 1, now, actor, action, details, head.hash());
    }

    /** The remembered head may lag behind by what was written just before a crash: look for what follows it. */
    Mono<AuditHead> head() {
        return remembered()
                .flatMap(known -> Flux.from(entries.find(gt("_id", known.number()))
                                .sort(Sorts.descending("_id"))
                                .limit(1))
                        .map(newer -> new AuditHead(newer.getLong("_id"), newer.getString("hash")))
                        .next()
                        .defaultIfEmpty(known));
    }

    private Mono<AuditHead> remembered() {
        return Mono.from(heads.find(eq("_id", HEAD)))
                .map(document -> new AuditHead(document.getLong("number"), document.getString("hash")))
                .defaultIfEmpty(AuditHead.NONE);
    }

    private Mono<StoredEntry> append(AuditEntry entry) {
        String hash = hashes.of(entry);
        Document document = new Document("_id", entry.number())
                .append("at", Date.from(entry.at()))
                .append("actor", entry.actor())
                .append("action", entry.action())
                .append("details", details(entry))
                .append("previous", entry.previous())
                .append("hash", hash);
        return Mono.from(entries.insertOne(document)).thenReturn(new StoredEntry(entry, hash));
    }

    private static Document details(AuditEntry entry) {
        return new Document(Map.<String, Object>copyOf(entry.details()));
    }

    private Mono<Void> remember(StoredEntry stored) {
        long number = stored.entry().number();
        return Mono.from(heads.updateOne(
                        and(eq("_id", HEAD), lt("number", number)),
                        Updates.combine(Updates.set("number", number), Updates.set("hash", stored.hash())),
                        new UpdateOptions().upsert(true)))
                .then()
                .onErrorResume(MongoAuditLog::lostARace, laterOneIsRemembered -> Mono.empty());
    }

    private static StoredEntry read(Document document) {
        SortedMap<String, String> details = new TreeMap<>();
        document.get("details", new Document()).forEach((name, value) -> details.put(name, String.valueOf(value)));
        return new StoredEntry(
                new AuditEntry(
                        document.getLong("_id"),
                        document.getDate("at").toInstant(),
                        String.valueOf(document.get("actor")),
                        String.valueOf(document.get("action")),
                        details,
                        String.valueOf(document.get("previous"))),
                String.valueOf(document.get("hash")));
    }

    private static boolean lostARace(Throwable failure) {
        return failure instanceof MongoWriteException write && write.getError().getCode() == DUPLICATE_KEY;
    }
}

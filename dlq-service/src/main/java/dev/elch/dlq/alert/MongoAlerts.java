package dev.elch.dlq.alert;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores alerts, so that each is sent once, also across restarts and instances. */
public final class MongoAlerts {

    private static final int DUPLICATE_KEY = 11_000;
    private static final int AT_ONCE = 500;
    private static final String AT = "at";
    private static final String TAKEN = "taken";
    private static final String TRIES = "tries";
    private static final String NEXT_TRY = "nextTry";

    private final MongoCollection<Document> alerts;

    public MongoAlerts(MongoDatabase database) {
        this.alerts = database.getCollection("dlq_alerts");
    }

    /** Adds those that were not there before, to be sent at once. */
    Mono<Void> add(Collection<Alert> worth) {
        return Flux.fromIterable(worth).buffer(AT_ONCE).concatMap(this::addSome).then();
    }

    private Mono<Void> addSome(List<Alert> worth) {
        return Flux.from(alerts.find(in("_id", worth.stream().map(Alert::id).toList()))
                        .projection(Projections.include("_id")))
                .map(known -> known.getString("_id"))
                .collect(Collectors.toSet())
                .map(known -> worth.stream()
                        .filter(alert -> !known.contains(alert.id()))
                        .map(MongoAlerts::write)
                        .toList())
                .filter(fresh -> !fresh.isEmpty())
                .flatMap(fresh -> Mono.from(alerts.insertMany(fresh, new InsertManyOptions().ordered(false))))
                .then()
                .onErrorResume(MongoAlerts::anotherAddedThem, bothAreRight -> Mono.empty());
    }

    private static boolean anotherAddedThem(Throwable failure) {
        return failure instanceof MongoBulkWriteException bulk
                && bulk.getWriteConcernError() == null
                && bulk.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
    }

    private static Document write(Alert alert) {
        return new Document("_id", alert.id())
                .append("rule", alert.rule())
                .append("group", alert.group())
                .append("text", alert.text())
                .append("link", alert.link().toString())
                .append(AT, Date.from(alert.at()))
                .append(TAKEN, List.of())
                .append(TRIES, 0)
                .append(NEXT_TRY, Date.from(alert.at()));
    }

    /** Alerts that are to be offered now. */
    Flux<StoredAlert> due(Instant now) {
        return Flux.from(alerts.find(lte(NEXT_TRY, Date.from(now)))).map(MongoAlerts::read);
    }

    /** Whether this instance may offer it now: until {@code again} no other instance does. */
    Mono<Boolean> claim(StoredAlert known, Instant again) {
        return Mono.from(alerts.updateOne(
                        and(eq(known.alert().id()), eq(NEXT_TRY, Date.from(known.nextTry()))),
                        Updates.combine(Updates.set(NEXT_TRY, Date.from(again)), Updates.inc(TRIES, 1))))
                .map(result -> result.getModifiedCount() == 1);
    }

    Mono<Void> taken(String id, String receiver) {
        return update(id, Updates.addToSet(TAKEN, receiver));
    }

    /** It is not offered any more. */
    Mono<Void> done(String id) {
        return update(id, Updates.unset(NEXT_TRY));
    }

    /** Forgets alerts whose windows are long over. */
    Mono<Void> forget(Instant before) {
        return Mono.from(alerts.deleteMany(lt(AT, Date.from(before)))).then();
    }

    /** Newest first. */
    public Flux<StoredAlert> newest(int limit) {
        return Flux.from(alerts.find().sort(Sorts.descending(AT)).limit(limit)).map(MongoAlerts::read);
    }

    private Mono<Void> update(String id, Bson update) {
        return Mono.from(alerts.updateOne(eq(id), update)).then();
    }

    private static StoredAlert read(Document alert) {
        Date next = alert.getDate(NEXT_TRY);
        return new StoredAlert(
                new Alert(
                        alert.getString("_id"),
                        alert.getString("rule"),
                        alert.getString("group"),
                        alert.getString("text"),
                        URI.create(alert.getString("link")),
                        alert.getDate(AT).toInstant()),
                Set.copyOf(alert.getList(TAKEN, String.class)),
                alert.getInteger(TRIES),
                next == null ? Instant.MAX : next.toInstant());
    }
}

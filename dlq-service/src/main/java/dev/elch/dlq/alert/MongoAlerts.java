package dev.elch.dlq.alert;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Remembers alerts, so that each is sent once, whoever starts again. */
public final class MongoAlerts {

    private static final int DUPLICATE_KEY = 11_000;
    private static final String AT = "at";
    private static final String TAKEN = "taken";
    private static final String TRIES = "tries";
    private static final String NEXT_TRY = "nextTry";

    private final MongoCollection<Document> alerts;

    public MongoAlerts(MongoDatabase database) {
        this.alerts = database.getCollection("dlq_alerts");
    }

    /** Adds an alert to be sent at once; whether it was not there before. */
    Mono<Boolean> add(Alert alert) {
        Document document = new Document("_id", alert.id())
                .append("rule", alert.rule())
                .append("group", alert.group())
                .append("text", alert.text())
                .append("link", alert.link().toString())
                .append(AT, Date.from(alert.at()))
                .append(TAKEN, List.of())
                .append(TRIES, 0)
                .append(NEXT_TRY, Date.from(alert.at()));
        return Mono.from(alerts.find(eq(alert.id())))
                .map(known -> false)
                .switchIfEmpty(
                        Mono.defer(() -> Mono.from(alerts.insertOne(document)).thenReturn(true)))
                .onErrorResume(
                        MongoWriteException.class,
                        failed -> failed.getError().getCode() == DUPLICATE_KEY ? Mono.just(false) : Mono.error(failed));
    }

    /** Alerts that are to be offered now. */
    Flux<KnownAlert> due(Instant now) {
        return Flux.from(alerts.find(lte(NEXT_TRY, Date.from(now)))).map(MongoAlerts::read);
    }

    /** Whether this instance may offer it now: until {@code again} nobody else does. */
    Mono<Boolean> claim(KnownAlert known, Instant again) {
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
    public Flux<KnownAlert> newest(int limit) {
        return Flux.from(alerts.find().sort(Sorts.descending(AT)).limit(limit)).map(MongoAlerts::read);
    }

    private Mono<Void> update(String id, Bson update) {
        return Mono.from(alerts.updateOne(eq(id), update)).then();
    }

    private static KnownAlert read(Document alert) {
        Date next = alert.getDate(NEXT_TRY);
        return new KnownAlert(
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

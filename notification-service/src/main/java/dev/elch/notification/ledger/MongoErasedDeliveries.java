package dev.elch.notification.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.nin;
import static dev.elch.notification.ledger.MongoLedgerFields.ADDRESS;
import static dev.elch.notification.ledger.MongoLedgerFields.DUE_AT;
import static dev.elch.notification.ledger.MongoLedgerFields.FAILURE;
import static dev.elch.notification.ledger.MongoLedgerFields.FENCE;
import static dev.elch.notification.ledger.MongoLedgerFields.JOURNAL;
import static dev.elch.notification.ledger.MongoLedgerFields.LEASE_UNTIL;
import static dev.elch.notification.ledger.MongoLedgerFields.RECEIPT;
import static dev.elch.notification.ledger.MongoLedgerFields.SETTLED_AT;
import static dev.elch.notification.ledger.MongoLedgerFields.STATE;
import static dev.elch.notification.ledger.MongoLedgerFields.USER_ID;

import com.mongodb.reactivestreams.client.MongoCollection;
import dev.elch.contract.DeliveryState;
import dev.elch.notification.MongoUpdate;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.person.Erasable;
import dev.elch.notification.person.Person;
import java.time.Clock;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Mono;

/**
 * Erases a person from the ledger. The document of an event stays without the person, so that no copy of the event on a topic
 * becomes a mail; what was still to be sent is not sent.
 */
final class MongoErasedDeliveries implements Erasable {

    private static final Reason ERASED = Reason.of("erased", "the person was erased");

    private final MongoCollection<Document> deliveries;
    private final Clock clock;

    MongoErasedDeliveries(MongoCollection<Document> deliveries, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Override
    public String collection() {
        return MongoLedgerIndexes.COLLECTION;
    }

    /** In this order: after a crash between the two, the events are still found by the person. */
    @Override
    public Mono<Long> erase(Person person) {
        Bson theirs = eq(USER_ID, person.userId());
        Bson unsettled = and(theirs, nin(STATE, DeliveryState.SENT.name(), DeliveryState.SUPPRESSED.name()));
        return Mono.from(deliveries.updateMany(unsettled, ended()))
                .then(Mono.from(deliveries.updateMany(theirs, withoutPerson())))
                .map(forgotten -> forgotten.getModifiedCount());
    }

    /** The fence goes up: what a process that holds the event wants to record is refused. */
    private Bson ended() {
        return new MongoUpdate()
                .set(STATE, DeliveryState.SUPPRESSED.name())
                .set(MongoLedgerFields.REASON, MongoLedgerDocuments.reason(ERASED))
                .set(SETTLED_AT, clock.instant())
                .increment(FENCE, 1L)
                .unset(LEASE_UNTIL)
                .unset(DUE_AT)
                .unset(FAILURE);
    }

    private static Bson withoutPerson() {
        return new MongoUpdate()
                .set(USER_ID, "")
                .set(ADDRESS, "")
                .unset(JOURNAL)
                .unset(RECEIPT)
                .unset(MongoSubmissionDocuments.OUTBOX_PATH);
    }
}

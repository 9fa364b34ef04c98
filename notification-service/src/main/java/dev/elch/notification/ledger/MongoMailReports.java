package dev.elch.notification.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static dev.elch.notification.ledger.MongoLedgerFields.ATTEMPT;
import static dev.elch.notification.ledger.MongoLedgerFields.DUE_AT;
import static dev.elch.notification.ledger.MongoLedgerFields.FAILURE;
import static dev.elch.notification.ledger.MongoLedgerFields.FENCE;
import static dev.elch.notification.ledger.MongoLedgerFields.HELD_FOR;
import static dev.elch.notification.ledger.MongoLedgerFields.LEASE_UNTIL;
import static dev.elch.notification.ledger.MongoLedgerFields.MAIL;
import static dev.elch.notification.ledger.MongoLedgerFields.REASON;
import static dev.elch.notification.ledger.MongoLedgerFields.SETTLED_AT;
import static dev.elch.notification.ledger.MongoLedgerFields.STATE;
import static dev.elch.notification.ledger.MongoLedgerFields.UNKNOWNS;

import com.mongodb.MongoException;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.elch.contract.DeliveryState;
import dev.elch.notification.MongoAnswers;
import dev.elch.notification.MongoUpdate;
import dev.elch.notification.delivery.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Reports inside the documents of their events, under {@code mail}. */
final class MongoMailReports implements MailReports {

    static final String MAIL_STATE = "mail.state";
    static final String MAIL_COMPLAINT = "mail.complaint";

    private static final String REPORTS = "reports";
    private static final String IDS = MAIL + "." + REPORTS;
    private static final String SETTLED_BY = "mail.settledBy";

    /** More ids of reports than this are not kept: providers send about five about one mail, and each has two ids. */
    private static final int MAX_IDS = 100;

    private final MongoCollection<Document> deliveries;
    private final MongoAnswers answers;

    MongoMailReports(MongoCollection<Document> deliveries, Duration answerTimeout) {
        this.deliveries = deliveries;
        this.answers = MongoAnswers.within(answerTimeout);
    }

    @Override
    public Standing standing(String eventKey, List<String> reportIds, Instant now) {
        Document found = find(eq(eventKey));
        if (found == null) {
            return Standing.UNKNOWN_EVENT;
        }
        LedgerEntry entry = MongoLedgerDocuments.entry(found);
        if (entry.isExpired(now)) {
            return Standing.UNKNOWN_EVENT;
        }
        if (!Collections.disjoint(noted(found), reportIds)) {
            return Standing.NOTED;
        }
        return entry.state().isHeld() && !entry.isLeaseOver(now) ? Standing.HELD : Standing.OPEN;
    }

    private static List<String> noted(Document found) {
        return found.get(MAIL) instanceof Document mail ? mail.getList(REPORTS, String.class, List.of()) : List.of();
    }

    @Override
    public Optional<LedgerEntry> confirm(String eventKey, String reportId, Instant now) {
        Document found = find(eq(eventKey));
        if (found == null) {
            return Optional.empty();
        }
        // An event that waits for the next attempt has its number; the proof is about the one before.
        Bson waiting = or(
                eq(STATE, DeliveryState.UNKNOWN.name()), and(eq(STATE, DeliveryState.WAITING.name()), gt(UNKNOWNS, 0)));
        Bson abandoned =
                and(eq(STATE, DeliveryState.SENDING.name()), lte(LEASE_UNTIL, Date.from(now)), exists(FAILURE, false));
        DeliveryState state = MongoLedgerDocuments.entry(found).state();
        if (state == DeliveryState.UNKNOWN || state == DeliveryState.WAITING) {
            update(and(eq(eventKey), waiting), combine(sent(reportId, now), inc(ATTEMPT, -1)));
        } else if (state == DeliveryState.SENDING) {
            update(and(eq(eventKey), abandoned), sent(reportId, now));
        } else if (state != DeliveryState.SENT) {
            return Optional.empty();
        }
        Document settled = find(and(eq(eventKey), eq(STATE, DeliveryState.SENT.name()), eq(SETTLED_BY, reportId)));
        return Optional.ofNullable(settled).map(MongoLedgerDocuments::entry);
    }

    private static Bson sent(String reportId, Instant now) {
        return combine(
                set(STATE, DeliveryState.SENT.name()),
                set(SETTLED_AT, Date.from(now)),
                set(HELD_FOR, ""),
                set(SETTLED_BY, reportId),
                inc(FENCE, 1L),
                unset(LEASE_UNTIL),
                unset(DUE_AT),
                unset(REASON));
    }

    /** The state first: when only the journal is missing, the report counts as not noted and all of it is done again. */
    @Override
    public void note(String eventKey, MailReport report, Instant now) {
        if (report.isState()) {
            Bson isFurther = or(exists(MAIL_STATE, false), in(MAIL_STATE, report.overrides()));
            update(and(eq(eventKey), isFurther), set(MAIL_STATE, report.word()));
        }
        Document found = find(eq(eventKey));
        if (found != null) {
            LedgerEntry entry = MongoLedgerDocuments.entry(found);
            update(and(eq(eventKey), nin(IDS, report.ids())), noted(entry, report, now));
        }
    }

    private static Bson noted(LedgerEntry entry, MailReport report, Instant now) {
        MongoUpdate journal = new MongoUpdate();
        MongoLedgerDocuments.journal(journal, journal(entry, report, now));
        List<Bson> changes =
                new ArrayList<>(List.of(pushEach(IDS, report.ids(), new PushOptions().slice(-MAX_IDS)), journal));
        if (report.isComplaint()) {
            changes.add(set(MAIL_COMPLAINT, true));
        }
        return combine(changes);
    }

    static JournalEntry journal(LedgerEntry entry, MailReport report, Instant now) {
        return new JournalEntry(
                now,
                entry.round(),
                entry.attempt(),
                report.provider(),
                report.word(),
                new Reason(report.word(), "", report.text()),
                Duration.ZERO);
    }

    private @Nullable Document find(Bson filter) {
        return answer(deliveries.find(filter).first());
    }

    private void update(Bson guard, Bson change) {
        UpdateResult ignored = answer(deliveries.updateOne(guard, change));
        if (ignored == null) {
            throw new IllegalStateException("the driver gave no result of an update");
        }
    }

    private <T> @Nullable T answer(Publisher<T> asked) {
        try {
            return answers.await(asked);
        } catch (MongoException e) {
            throw new LedgerUnavailableException("no answer from the database within " + answers.deadline(), e);
        }
    }
}

package dev.elch.notification.ledger;

import static dev.elch.notification.ledger.MongoLedgerFields.ADDRESS;
import static dev.elch.notification.ledger.MongoLedgerFields.ATTEMPT;
import static dev.elch.notification.ledger.MongoLedgerFields.BODY_HASH;
import static dev.elch.notification.ledger.MongoLedgerFields.COMPLAINT;
import static dev.elch.notification.ledger.MongoLedgerFields.CREATED_AT;
import static dev.elch.notification.ledger.MongoLedgerFields.EXPIRE_AT;
import static dev.elch.notification.ledger.MongoLedgerFields.FENCE;
import static dev.elch.notification.ledger.MongoLedgerFields.ID;
import static dev.elch.notification.ledger.MongoLedgerFields.JOB;
import static dev.elch.notification.ledger.MongoLedgerFields.MAIL;
import static dev.elch.notification.ledger.MongoLedgerFields.OUTBOX;
import static dev.elch.notification.ledger.MongoLedgerFields.PAYLOAD_HASH;
import static dev.elch.notification.ledger.MongoLedgerFields.PUBLISH_AT;
import static dev.elch.notification.ledger.MongoLedgerFields.ROUND;
import static dev.elch.notification.ledger.MongoLedgerFields.SIGN_IN;
import static dev.elch.notification.ledger.MongoLedgerFields.STATE;
import static dev.elch.notification.ledger.MongoLedgerFields.SUBMITTER;
import static dev.elch.notification.ledger.MongoLedgerFields.TRACEPARENT;
import static dev.elch.notification.ledger.MongoLedgerFields.UNKNOWNS;
import static dev.elch.notification.ledger.MongoLedgerFields.USER_ID;

import dev.elch.contract.DeliveryState;
import dev.elch.notification.delivery.Fingerprint;
import dev.elch.notification.delivery.SignIn;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/**
 * How a submission looks inside the document of its event: under {@code job}, and what is not needed once it is published,
 * under {@code job.outbox}.
 */
final class MongoSubmissionDocuments {

    static final String OUTBOX_PATH = "job.outbox";
    static final String PUBLISH_AT_PATH = "job.outbox.publishAt";

    private MongoSubmissionDocuments() {}

    static Document first(Submission submission, Instant publishAt, Duration window, Instant now) {
        SignIn signIn = submission.signIn();
        Document job = new Document(BODY_HASH, submission.bodyHash())
                .append(SUBMITTER, submission.submitter())
                .append(
                        OUTBOX,
                        new Document(PUBLISH_AT, Date.from(publishAt))
                                .append(TRACEPARENT, submission.traceparent())
                                .append(SIGN_IN, MongoSignIns.document(signIn)));
        return new Document(ID, signIn.eventKey())
                .append(USER_ID, signIn.userId())
                .append(PAYLOAD_HASH, Fingerprint.of(signIn))
                .append(ADDRESS, submission.maskedAddress())
                .append(STATE, DeliveryState.ENQUEUED.name())
                .append(ROUND, 0)
                .append(ATTEMPT, 1)
                .append(FENCE, 0L)
                .append(UNKNOWNS, 0)
                .append(CREATED_AT, Date.from(now))
                .append(EXPIRE_AT, Date.from(now.plus(window)))
                .append(JOB, job);
    }

    static SeenEvent seen(Document document) {
        Document job = document.get(JOB, new Document());
        Document mail = document.get(MAIL, new Document());
        return new SeenEvent(
                MongoLedgerDocuments.entry(document),
                job.get(BODY_HASH, ""),
                job.get(SUBMITTER, ""),
                document.get(ADDRESS, ""),
                mail.get(STATE, ""),
                mail.get(COMPLAINT, false));
    }

    static Submission submission(Document document) {
        Document job = document.get(JOB, new Document());
        Document outbox = job.get(OUTBOX, new Document());
        return new Submission(
                MongoSignIns.signIn(
                        document.getString(ID), document.getString(USER_ID), outbox.get(SIGN_IN, new Document())),
                job.get(BODY_HASH, ""),
                job.get(SUBMITTER, ""),
                outbox.getString(TRACEPARENT));
    }
}

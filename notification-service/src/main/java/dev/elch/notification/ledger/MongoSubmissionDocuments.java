package dev.elch.notification.ledger;

import dev.elch.contract.DeliveryState;
import dev.elch.notification.delivery.Fingerprint;
import dev.elch.notification.delivery.SignIn;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/**
 * How a submission looks inside the document of its event: under {@code job}, and what nobody needs once it is published,
 * under {@code job.outbox}.
 */
final class MongoSubmissionDocuments {

    static final String OUTBOX = "job.outbox";
    static final String PUBLISH_AT = "job.outbox.publishAt";

    private MongoSubmissionDocuments() {}

    static Document first(Submission submission, Instant publishAt, Duration window, Instant now) {
        SignIn signIn = submission.signIn();
        Document job = new Document("bodyHash", submission.bodyHash())
                .append("submitter", submission.submitter())
                .append(
                        "outbox",
                        new Document("publishAt", Date.from(publishAt))
                                .append("traceparent", submission.traceparent())
                                .append("signIn", MongoSignIns.document(signIn)));
        return new Document("_id", signIn.eventKey())
                .append("userId", signIn.userId())
                .append("payloadHash", Fingerprint.of(signIn))
                .append("address", submission.maskedAddress())
                .append("state", DeliveryState.ENQUEUED.name())
                .append("round", 0)
                .append("attempt", 1)
                .append("fence", 0L)
                .append("unknowns", 0)
                .append("createdAt", Date.from(now))
                .append("expireAt", Date.from(now.plus(window)))
                .append("job", job);
    }

    static SeenEvent seen(Document document) {
        Document job = document.get("job", new Document());
        Document mail = document.get("mail", new Document());
        return new SeenEvent(
                MongoLedgerDocuments.entry(document),
                job.get("bodyHash", ""),
                job.get("submitter", ""),
                document.get("address", ""),
                mail.get("state", ""),
                mail.get("complaint", false));
    }

    static Submission submission(Document document) {
        Document job = document.get("job", new Document());
        Document outbox = job.get("outbox", new Document());
        return new Submission(
                MongoSignIns.signIn(
                        document.getString("_id"),
                        document.getString("userId"),
                        outbox.get("signIn", new Document())),
                job.get("bodyHash", ""),
                job.get("submitter", ""),
                outbox.getString("traceparent"));
    }
}

package dev.elch.auth.outbox;

import dev.elch.auth.signin.Account;
import dev.elch.auth.signin.SignIn;
import dev.elch.auth.signin.Visitor;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A sign-in as a document of the collection {@code sign_ins}. */
final class MongoSignInDocument {

    static final String COLLECTION = "sign_ins";
    static final String USER_ID = "userId";
    static final String DEVICE = "device";
    static final String OCCURRED_AT = "occurredAt";
    static final String PUBLISHED_AT = "publishedAt";
    static final String DISPUTED_AT = "disputedAt";

    static final String ENDED_EVERYWHERE_AT = "endedEverywhereAt";

    /** From when on the relay may publish; only there while the event is unpublished. */
    static final String RELAY_FROM = "relayFrom";

    /** Which of all claims of the relays holds it; its time is over at {@link #RELAY_FROM}. */
    static final String CLAIM = "claim";

    private MongoSignInDocument() {}

    static Document of(SignIn signIn) {
        Account account = signIn.account();
        Visitor visitor = signIn.visitor();
        return new Document("_id", signIn.eventKey())
                .append(USER_ID, account.userId())
                .append("login", account.login())
                .append("email", account.email())
                .append("name", account.name())
                .append("provider", account.provider())
                .append(DEVICE, visitor.device())
                .append("ipAddress", visitor.ipAddress())
                .append("userAgent", visitor.userAgent())
                .append("locale", visitor.locale())
                .append("traceparent", visitor.traceparent())
                .append("newDevice", signIn.newDevice())
                .append("session", signIn.session())
                .append(OCCURRED_AT, Date.from(signIn.occurredAt()));
    }

    static SignIn signIn(Document document) {
        return new SignIn(
                document.getString("_id"),
                new Account(
                        document.getString(USER_ID),
                        document.getString("login"),
                        document.getString("email"),
                        document.getString("name"),
                        document.getString("provider")),
                new Visitor(
                        document.getString(DEVICE),
                        document.getString("ipAddress"),
                        document.getString("userAgent"),
                        document.getString("locale"),
                        document.getString("traceparent")),
                document.getBoolean("newDevice", false),
                document.getString("session"),
                document.getDate(OCCURRED_AT).toInstant());
    }

    static PastSignIn pastSignIn(Document document) {
        return new PastSignIn(
                signIn(document),
                instant(document, PUBLISHED_AT),
                instant(document, DISPUTED_AT),
                instant(document, ENDED_EVERYWHERE_AT));
    }

    private static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }
}

package dev.elch.notification.ledger;

import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.delivery.SignInFields;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Between sign-ins and documents. The key of the event is not in the document of its fields: it is the id around it. */
public final class MongoSignIns {

    private static final String EVENT_KEY = "eventKey";
    private static final String USER_ID = "userId";

    private MongoSignIns() {}

    public static Document document(SignIn signIn) {
        Document document = new Document();
        SignInFields.values(signIn).forEach((field, value) -> {
            if (!field.equals(EVENT_KEY)) {
                document.append(field, value instanceof Instant instant ? Date.from(instant) : value);
            }
        });
        return document;
    }

    /**
     * The sign-in of a document.
     *
     * @param userId the account where the document does not name it
     */
    public static SignIn signIn(String eventKey, @Nullable String userId, Document document) {
        return SignInFields.signIn(field -> {
            if (field.equals(EVENT_KEY)) {
                return eventKey;
            }
            Object value = document.get(field);
            if (value == null && field.equals(USER_ID)) {
                return userId;
            }
            return value instanceof Date date ? date.toInstant() : value;
        });
    }
}

package dev.elch.notification.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened: a user signed in. The same facts as the {@code UserSignedIn} event, free of its wire format.
 *
 * @param eventKey idempotency key of the event
 * @param userId the account, as {@code <provider>:<id>}
 * @param login login name at the provider
 * @param email primary verified address; null when the account has none
 * @param name display name as the user wrote it; null when unknown
 * @param provider who authenticated the user, for example {@code github}
 * @param ipAddress textual address of the client; null when unknown
 * @param userAgent User-Agent header as sent, untrusted; null when unknown
 * @param locale BCP 47 tag the browser prefers; null when unknown
 * @param newDevice whether the user had not used this browser before
 * @param sessionId opaque reference to the session; null when unknown
 * @param occurredAt when the sign-in succeeded
 */
public record SignIn(
        String eventKey,
        String userId,
        String login,
        @Nullable String email,
        @Nullable String name,
        String provider,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        @Nullable String locale,
        boolean newDevice,
        @Nullable String sessionId,
        Instant occurredAt) {

    public SignIn {
        if (eventKey.isBlank()) {
            throw new IllegalArgumentException("eventKey is empty");
        }
        if (userId.isBlank()) {
            throw new IllegalArgumentException("userId of event " + eventKey + " is empty");
        }
    }
}

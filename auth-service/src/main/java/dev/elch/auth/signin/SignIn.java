package dev.elch.auth.signin;

import java.io.Serializable;
import java.time.Instant;

/**
 * A sign-in: the facts of one {@code UserSignedIn} event, free of its wire format.
 *
 * @param eventKey idempotency key, made once at the sign-in
 * @param account who
 * @param visitor with what
 * @param newDevice true when this user is not known to have used this browser before
 * @param session opaque reference to the session, which is not the cookie's value
 * @param occurredAt when, to the millisecond
 */
public record SignIn(
        String eventKey, Account account, Visitor visitor, boolean newDevice, String session, Instant occurredAt)
        implements Serializable {

    public SignIn {
        if (eventKey.isBlank()) {
            throw new IllegalArgumentException("eventKey is empty");
        }
        if (session.isBlank()) {
            throw new IllegalArgumentException("session of sign-in " + eventKey + " is empty");
        }
    }

    /** The same sign-in, by a browser that is or is not new to the user. */
    public SignIn onDevice(boolean isNew) {
        return new SignIn(eventKey, account, visitor, isNew, session, occurredAt);
    }
}

package dev.elch.auth.signin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sign-ins for tests. */
public final class SignIns {

    public static final Instant NOON = Instant.parse("2026-03-01T04:00:00.123Z");

    private SignIns() {}

    /** A sign-in by {@code github:1001}, at noon in Ulaanbaatar. */
    public static SignIn of(String eventKey) {
        return of(eventKey, "sarnai@example.org", NOON);
    }

    public static SignIn of(String eventKey, @Nullable String email, Instant at) {
        return of(eventKey, "github:1001", email, at);
    }

    public static SignIn of(String eventKey, String userId, @Nullable String email, Instant at) {
        return new SignIn(
                eventKey,
                new Account(userId, "sarnai", email, "Sarnai Bold", "github"),
                new Visitor("device-1", "203.0.113.7", "Firefox/140 (Linux)", "mn", null),
                true,
                "session-of-" + eventKey,
                at);
    }
}

package dev.elch.notification;

import dev.elch.contract.EventKeys;
import dev.elch.contract.UserSignedIn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Sign-ins for tests, each of another user. */
public final class Events {

    private static final AtomicInteger USERS = new AtomicInteger(1_000);

    private Events() {}

    public static UserSignedIn signIn() {
        int user = USERS.incrementAndGet();
        return signIn("github:" + user, "user" + user + "@example.com");
    }

    public static UserSignedIn signIn(String userId, String email) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return UserSignedIn.newBuilder()
                .setEventKey(EventKeys.create(now, ThreadLocalRandom.current()))
                .setUserId(userId)
                .setLogin("octocat")
                .setEmail(email)
                .setName("Mona")
                .setProvider("github")
                .setIpAddress("203.0.113.7")
                .setUserAgent("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36")
                .setLocale("mn")
                .setNewDevice(false)
                .setSessionId("session-1")
                .setOccurredAt(now)
                .build();
    }

    /** A sign-in whose value has {@code bytes} bytes, some thousand at least. */
    public static UserSignedIn ofSize(int bytes, RunningService service) {
        UserSignedIn.Builder event = UserSignedIn.newBuilder(signIn());
        int almost = bytes - 1_000;
        int rest = service.bytes(event.setUserAgent("x".repeat(almost)).build()).length - almost;
        return event.setUserAgent("x".repeat(bytes - rest)).build();
    }
}

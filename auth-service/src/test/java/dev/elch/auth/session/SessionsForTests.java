package dev.elch.auth.session;

import dev.elch.auth.signin.SignIn;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Sessions over a database that can be switched off, for tests of other packages. */
public final class SessionsForTests {

    private static final Duration LIFETIME = Duration.ofHours(12);

    private final SwitchableSessions database;
    private final FallbackSessions sessions;
    private final Map<String, String> idsByName = new HashMap<>();

    public SessionsForTests(Clock clock) {
        database = new SwitchableSessions(LIFETIME, clock);
        sessions = new FallbackSessions(
                database, new InMemorySessions(10, LIFETIME, clock), Duration.ofMinutes(30), clock);
    }

    public FallbackSessions sessions() {
        return sessions;
    }

    public void goAway() {
        database.goAway();
    }

    /** Opens the session of a sign-in, to be asked for by {@code name}. */
    public void open(String name, SignIn signIn) {
        SignInSession session = sessions.createSession().blockOptional().orElseThrow();
        session.setAttribute(SignInSession.USER_ID, signIn.account().userId());
        session.setAttribute(SignInSession.REFERENCE, signIn.session());
        sessions.save(session).block();
        idsByName.put(name, session.getId());
    }

    public boolean isOpen(String name) {
        return sessions.findById(idsByName.get(name))
                .hasElement()
                .blockOptional()
                .orElseThrow();
    }
}

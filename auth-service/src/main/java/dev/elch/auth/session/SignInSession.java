package dev.elch.auth.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.session.MapSession;
import org.springframework.session.Session;

/** A session that knows whether it was stored before, under which id, and whether it has to be stored again. */
public final class SignInSession implements Session {

    /** Attribute: who is signed in, so that all sessions of a user can be ended. */
    public static final String USER_ID = "elch.user";

    /** Attribute: the reference that a {@code UserSignedIn} carries, so that this session can be ended. */
    public static final String REFERENCE = "elch.session";

    /** Attribute: the {@code SignIn} that opened the session. */
    public static final String SIGN_IN = "elch.sign-in";

    /** Attribute: the {@link ReturnPath} of a sign-in that has begun; absent: our own page. */
    public static final String RETURN_PATH = "elch.return-path";

    /** A visit is only worth a write when the last one written is older than this. */
    static final Duration VISIT_GRANULARITY = Duration.ofMinutes(1);

    private final MapSession values;
    private @Nullable String storedId;
    private Instant storedVisit;
    private boolean attributesChanged;

    private SignInSession(MapSession values, @Nullable String storedId) {
        this.values = values;
        this.storedId = storedId;
        this.storedVisit = values.getLastAccessedTime();
    }

    static SignInSession create(Duration idle, Instant now) {
        MapSession values = new MapSession(SessionIds.create());
        values.setSessionIdGenerator(SessionIds::create);
        values.setCreationTime(now);
        values.setLastAccessedTime(now);
        values.setMaxInactiveInterval(idle);
        return new SignInSession(values, null);
    }

    static SignInSession stored(
            String id, Map<String, Object> attributes, Instant createdAt, Instant lastVisit, Duration idle) {
        MapSession values = new MapSession(id);
        values.setSessionIdGenerator(SessionIds::create);
        values.setCreationTime(createdAt);
        values.setLastAccessedTime(lastVisit);
        values.setMaxInactiveInterval(idle);
        attributes.forEach(values::setAttribute);
        return new SignInSession(values, id);
    }

    /** The id under which it is stored; null: it never was. */
    @Nullable
    String storedId() {
        return storedId;
    }

    /** Notes that it is stored as it is now: one request may store a session several times. */
    void markStored() {
        storedId = getId();
        storedVisit = getLastAccessedTime();
        attributesChanged = false;
    }

    /** Differs from what is stored by more than a visit a moment ago. */
    boolean isWorthStoring() {
        return attributesChanged || getLastAccessedTime().isAfter(storedVisit.plus(VISIT_GRANULARITY));
    }

    /** When the session ends unless it is visited again; never later than {@code lifetime} after it began. */
    Instant expiresAt(Duration lifetime) {
        Instant idleEnd = getLastAccessedTime().plus(getMaxInactiveInterval());
        Instant end = getCreationTime().plus(lifetime);
        return idleEnd.isBefore(end) ? idleEnd : end;
    }

    Map<String, Object> attributes() {
        Map<String, Object> attributes = new TreeMap<>();
        getAttributeNames().forEach(name -> attributes.put(name, Objects.requireNonNull(getAttribute(name))));
        return attributes;
    }

    @Nullable
    String userId() {
        return getAttribute(USER_ID);
    }

    @Nullable
    String reference() {
        return getAttribute(REFERENCE);
    }

    @Override
    public String getId() {
        return values.getId();
    }

    @Override
    public String changeSessionId() {
        return values.changeSessionId();
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as the interface has it
    public <T> @Nullable T getAttribute(String name) {
        return values.getAttribute(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return values.getAttributeNames();
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        values.setAttribute(name, value);
        attributesChanged = true;
    }

    @Override
    public void removeAttribute(String name) {
        values.removeAttribute(name);
        attributesChanged = true;
    }

    @Override
    public Instant getCreationTime() {
        return values.getCreationTime();
    }

    @Override
    public void setLastAccessedTime(Instant visit) {
        values.setLastAccessedTime(visit);
    }

    @Override
    public Instant getLastAccessedTime() {
        return values.getLastAccessedTime();
    }

    @Override
    public void setMaxInactiveInterval(Duration idle) {
        values.setMaxInactiveInterval(idle);
        attributesChanged = true;
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return values.getMaxInactiveInterval();
    }

    @Override
    public boolean isExpired() {
        return values.isExpired();
    }
}

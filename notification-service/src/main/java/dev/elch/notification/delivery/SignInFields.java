package dev.elch.notification.delivery;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every field of a sign-in, once, by its name: what stores, fingerprints or carries sign-ins goes through here, so that a new
 * field is added to the schema, to {@link SignIn} and to this table.
 */
public final class SignInFields {

    /** How many fields the first version of the schema has; they come first. A field that came later is null in older events. */
    static final int OF_FIRST_VERSION = 12;

    private SignInFields() {}

    /** The values, in the order of the table: texts, truth values and instants; null where the field is. */
    public static Map<String, @Nullable Object> values(SignIn signIn) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("eventKey", signIn.eventKey());
        values.put("userId", signIn.userId());
        values.put("login", signIn.login());
        values.put("email", signIn.email());
        values.put("name", signIn.name());
        values.put("provider", signIn.provider());
        values.put("ipAddress", signIn.ipAddress());
        values.put("userAgent", signIn.userAgent());
        values.put("locale", signIn.locale());
        values.put("newDevice", signIn.newDevice());
        values.put("sessionId", signIn.sessionId());
        values.put("occurredAt", signIn.occurredAt());
        return values;
    }

    /** A sign-in of values by name. */
    public static SignIn signIn(Function<String, @Nullable Object> values) {
        return new SignIn(
                required(values, "eventKey"),
                required(values, "userId"),
                required(values, "login"),
                text(values, "email"),
                text(values, "name"),
                required(values, "provider"),
                text(values, "ipAddress"),
                text(values, "userAgent"),
                text(values, "locale"),
                Boolean.TRUE.equals(values.apply("newDevice")),
                text(values, "sessionId"),
                (Instant) Objects.requireNonNull(values.apply("occurredAt"), "occurredAt"));
    }

    private static @Nullable String text(Function<String, @Nullable Object> values, String field) {
        Object value = values.apply(field);
        return value == null ? null : value.toString();
    }

    private static String required(Function<String, @Nullable Object> values, String field) {
        return Objects.requireNonNull(text(values, field), field);
    }
}

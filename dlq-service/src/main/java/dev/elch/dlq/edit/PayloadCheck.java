package dev.elch.dlq.edit;

import dev.elch.contract.EventTimes;
import dev.elch.contract.UserSignedIn;
import dev.elch.dlq.problem.PayloadError;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Validates an edited payload against the schema of the event and reports every error. */
final class PayloadCheck {

    static final String EVENT_KEY = "eventKey";

    private final Schema schema = UserSignedIn.SCHEMA$;
    private final Clock clock;

    PayloadCheck(Clock clock) {
        this.clock = clock;
    }

    /**
     * All misfits, in the order of the schema's fields; empty: it fits and can be encoded.
     *
     * @param original what the dead letter says, whose event key has to stay
     */
    List<PayloadError> errors(Map<String, @Nullable Object> payload, Map<String, @Nullable Object> original) {
        List<PayloadError> errors = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            error(field, payload).ifPresent(message -> errors.add(PayloadError.of(field.name(), message)));
        }
        new TreeSet<>(payload.keySet())
                .stream()
                        .filter(name -> schema.getField(name) == null)
                        .forEach(name -> errors.add(PayloadError.of(name, "is no field of " + schema.getName())));
        if (errors.isEmpty() && !Objects.equals(payload.get(EVENT_KEY), original.get(EVENT_KEY))) {
            errors.add(PayloadError.of(EVENT_KEY, "cannot be changed: it says which event this is"));
        }
        if (errors.isEmpty() && complete(payload).equals(new TreeMap<>(original))) {
            errors.add(new PayloadError("", "nothing is changed"));
        }
        return errors;
    }

    /** The payload with what may be left out, in the order of the schema's fields. */
    Map<String, @Nullable Object> complete(Map<String, @Nullable Object> payload) {
        Map<String, @Nullable Object> complete = new LinkedHashMap<>();
        for (Schema.Field field : schema.getFields()) {
            Object value = payload.get(field.name());
            boolean isLeftOut = !payload.containsKey(field.name()) && field.hasDefaultValue();
            complete.put(field.name(), isLeftOut ? defaultOf(field) : isTime(field) ? canonical(value) : value);
        }
        return complete;
    }

    private Optional<String> error(Schema.Field field, Map<String, @Nullable Object> payload) {
        if (!payload.containsKey(field.name())) {
            return field.hasDefaultValue() ? Optional.empty() : Optional.of("is missing; it must be " + wanted(field));
        }
        Object value = payload.get(field.name());
        if (value == null) {
            return field.schema().isNullable() ? Optional.empty() : Optional.of("is null; it must be " + wanted(field));
        }
        if (!fits(EventField.of(field).kind(), value)) {
            return Optional.of("is " + shown(value) + "; it must be " + wanted(field));
        }
        return isTime(field)
                ? instant(value.toString()).flatMap(at -> EventTimes.fault(at, clock.instant()))
                : Optional.empty();
    }

    private static boolean fits(EventField.Kind kind, Object value) {
        return switch (kind) {
            case INSTANT -> value instanceof String text && instant(text).isPresent();
            case TEXT ->
                value instanceof String text
                        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
            case FLAG -> value instanceof Boolean;
        };
    }

    private static String wanted(Schema.Field field) {
        String what = switch (EventField.of(field).kind()) {
            case INSTANT -> "an instant with at most milliseconds, such as \"2026-03-01T10:00:00Z\"";
            case TEXT -> "a text";
            case FLAG -> "true or false";
        };
        return field.schema().isNullable() ? what + " or null" : what;
    }

    private static String shown(Object value) {
        return value instanceof String
                ? "another text"
                : value instanceof Number
                        ? "a number"
                        : value instanceof Boolean ? "true or false" : value instanceof List ? "a list" : "an object";
    }

    private static boolean isTime(Schema.Field field) {
        return EventField.of(field).kind() == EventField.Kind.INSTANT;
    }

    private static @Nullable Object defaultOf(Schema.Field field) {
        Object value = field.defaultVal();
        return value == org.apache.avro.JsonProperties.NULL_VALUE ? null : value;
    }

    private static @Nullable Object canonical(@Nullable Object time) {
        return time instanceof String text
                ? instant(text).map(Instant::toString).orElse(text)
                : time;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text)).filter(at -> at.equals(at.truncatedTo(ChronoUnit.MILLIS)));
        } catch (DateTimeParseException noInstant) {
            return Optional.empty();
        }
    }
}

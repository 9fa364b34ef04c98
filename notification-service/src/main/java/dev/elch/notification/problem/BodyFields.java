package dev.elch.notification.problem;

import dev.elch.access.problem.FieldError;
import dev.elch.access.problem.InvalidRequestException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Takes the fields out of a body and notes everything that is wrong with it, not only the first thing. A field that is null is
 * absent, and one that is never read is not known. Used once.
 */
public final class BodyFields {

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029]");

    private final JsonNode body;
    private final Set<String> asked = new HashSet<>();
    private final List<FieldError> errors = new ArrayList<>();

    private BodyFields(JsonNode body) {
        this.body = body;
    }

    /**
     * The fields of this body.
     *
     * @throws InvalidRequestException when it is no JSON object
     */
    public static BodyFields of(JsonNode body) {
        if (!body.isObject()) {
            throw new InvalidRequestException("body", "must be a JSON object");
        }
        return new BodyFields(body);
    }

    /** A text, whatever is in it; null when it is absent or wrong. */
    public @Nullable String text(String field) {
        if (isAbsent(field)) {
            return null;
        }
        JsonNode value = body.get(field);
        if (!value.isString()) {
            wrong(field, "must be a text");
            return null;
        }
        return value.stringValue();
    }

    /** A text of one line; null when it is absent or wrong. */
    public @Nullable String line(String field, int maxLength) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        if (text.length() > maxLength) {
            wrong(field, "must have at most " + maxLength + " characters");
            return null;
        }
        if (UNPRINTABLE.matcher(text).find()) {
            wrong(field, "must not hold control characters, line breaks or half characters");
            return null;
        }
        return text;
    }

    /** Texts of one line each, at most {@code most}; empty when they are absent or wrong. */
    public List<String> lines(String field, int most, int maxLength) {
        if (isAbsent(field)) {
            return List.of();
        }
        JsonNode value = body.get(field);
        if (!value.isArray() || value.size() > most || !value.valueStream().allMatch(one -> isLine(one, maxLength))) {
            wrong(
                    field,
                    "must be a list of at most " + most + " texts of one line with at most " + maxLength
                            + " characters each");
            return List.of();
        }
        return value.valueStream().map(JsonNode::stringValue).toList();
    }

    private static boolean isLine(JsonNode value, int maxLength) {
        return value.isString()
                && value.stringValue().length() <= maxLength
                && !UNPRINTABLE.matcher(value.stringValue()).find();
    }

    /** False when it is absent or wrong. */
    public boolean flag(String field) {
        if (isAbsent(field)) {
            return false;
        }
        JsonNode value = body.get(field);
        if (!value.isBoolean()) {
            wrong(field, "must be true or false");
        }
        return value.isBoolean() && value.booleanValue();
    }

    /** Null when it is absent or wrong. */
    public @Nullable Instant moment(String field) {
        String text = line(field, 64);
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            wrong(field, "must be a time such as 2026-03-01T10:00:00Z");
            return null;
        }
    }

    /** A moment, or the milliseconds since 1970 as a number; null when it is absent or wrong. */
    public @Nullable Instant momentOrMillis(String field) {
        JsonNode value = body.get(field);
        if (value == null || !value.isNumber()) {
            return moment(field);
        }
        asked.add(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            wrong(field, "must be a time such as 2026-03-01T10:00:00Z, or a whole number of milliseconds since 1970");
            return null;
        }
        return Instant.ofEpochMilli(value.longValue());
    }

    /**
     * The value of {@code field}, or of {@code olderName} where only that is there; both together are wrong.
     *
     * @param reader reads the field that it is given the name of
     */
    public <T> @Nullable T either(String field, String olderName, Function<String, @Nullable T> reader) {
        if (isAbsent(olderName)) {
            return reader.apply(field);
        }
        T older = reader.apply(olderName);
        if (!isAbsent(field)) {
            wrong(olderName, "is another name of " + field + ": send one of them");
        }
        return older;
    }

    private boolean isAbsent(String field) {
        asked.add(field);
        JsonNode value = body.get(field);
        return value == null || value.isNull();
    }

    public void require(String field) {
        if (isAbsent(field)) {
            wrong(field, "is missing");
        }
    }

    public void wrong(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    /**
     * Ends the reading, after every field that may be there was asked for.
     *
     * @throws InvalidRequestException when anything was wrong, with all of it
     */
    public void check() {
        body.propertyNames().stream()
                .filter(name -> !asked.contains(name))
                .forEach(name -> wrong(name, "is not known"));
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
    }
}

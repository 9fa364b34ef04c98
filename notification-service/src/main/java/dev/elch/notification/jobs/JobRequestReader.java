package dev.elch.notification.jobs;

import dev.elch.notification.mail.IpLiteral;
import dev.elch.notification.mail.PlainAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a body and finds everything that is wrong with it, not only the first thing. Used once. */
final class JobRequestReader {

    /** Clocks differ. */
    private static final Duration TOLERATED_FUTURE = Duration.ofMinutes(5);

    private static final Set<String> KNOWN = Set.of(
            "userId",
            "email",
            "name",
            "login",
            "provider",
            "ipAddress",
            "userAgent",
            "locale",
            "newDevice",
            "sessionId",
            "occurredAt");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");
    private static final Pattern PROVIDER = Pattern.compile("[a-z0-9-]{1,32}");

    private final JsonNode body;
    private final Instant now;
    private final List<FieldError> errors = new ArrayList<>();

    private JobRequestReader(JsonNode body, Instant now) {
        this.body = body;
        this.now = now;
    }

    /** @throws InvalidRequestException with one entry for every field that can not be taken */
    static JobRequest read(JsonNode body, Instant now) {
        if (!body.isObject()) {
            throw new InvalidRequestException("body", "must be a JSON object");
        }
        return new JobRequestReader(body, now).read();
    }

    private JobRequest read() {
        JobRequest request = new JobRequest(
                required("userId", 128),
                address(),
                text("name", 200),
                text("login", 128),
                checked("provider", PROVIDER.asMatchPredicate(), "must be 1 to 32 small letters, digits or -"),
                checked("ipAddress", ip -> IpLiteral.of(ip).isPresent(), "must be an IPv4 or IPv6 address"),
                text("userAgent", 1024),
                checked("locale", JobRequestReader::isLocale, "must be a language tag such as mn or en-US"),
                flag("newDevice"),
                text("sessionId", 200),
                moment("occurredAt"));
        body.propertyNames().stream()
                .filter(name -> !KNOWN.contains(name))
                .forEach(name -> wrong(name, "is not known"));
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return request;
    }

    private String required(String field, int maxLength) {
        String text = text(field, maxLength);
        if (text == null && isAbsent(field)) {
            wrong(field, "is missing");
        } else if (text != null && text.isBlank()) {
            wrong(field, "must not be empty");
        }
        return text == null ? "" : text;
    }

    private String address() {
        String email = required("email", 254);
        if (!email.isBlank()) {
            try {
                return PlainAddress.parse("email", email).toString();
            } catch (IllegalArgumentException e) {
                wrong("email", "must be a plain mail address such as name@example.com");
            }
        }
        return email;
    }

    private @Nullable String checked(String field, Predicate<String> isRight, String message) {
        String text = text(field, 128);
        if (text != null && !isRight.test(text)) {
            wrong(field, message);
        }
        return text;
    }

    private boolean flag(String field) {
        if (isAbsent(field)) {
            return false;
        }
        JsonNode value = body.get(field);
        if (!value.isBoolean()) {
            wrong(field, "must be true or false");
        }
        return value.isBoolean() && value.booleanValue();
    }

    private @Nullable Instant moment(String field) {
        String text = text(field, 64);
        if (text == null) {
            return null;
        }
        try {
            Instant moment = Instant.parse(text);
            if (moment.isAfter(now.plus(TOLERATED_FUTURE))) {
                wrong(field, "must not be in the future");
            }
            return moment;
        } catch (DateTimeParseException e) {
            wrong(field, "must be a time such as 2026-03-01T10:00:00Z");
            return null;
        }
    }

    private @Nullable String text(String field, int maxLength) {
        if (isAbsent(field)) {
            return null;
        }
        JsonNode value = body.get(field);
        if (!value.isString()) {
            wrong(field, "must be a text");
            return null;
        }
        String text = value.stringValue();
        if (text.length() > maxLength) {
            wrong(field, "must have at most " + maxLength + " characters");
            return null;
        }
        if (UNPRINTABLE.matcher(text).find()) {
            wrong(field, "must not hold control characters or line breaks");
            return null;
        }
        return text;
    }

    private boolean isAbsent(String field) {
        JsonNode value = body.get(field);
        return value == null || value.isNull();
    }

    private void wrong(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    private static boolean isLocale(String tag) {
        try {
            return !new Locale.Builder()
                    .setLanguageTag(tag)
                    .build()
                    .getLanguage()
                    .isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }
}

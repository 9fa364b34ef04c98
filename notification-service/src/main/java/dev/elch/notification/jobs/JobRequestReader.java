package dev.elch.notification.jobs;

import dev.elch.access.problem.InvalidRequestException;
import dev.elch.contract.EventTimes;
import dev.elch.notification.mail.IpLiteral;
import dev.elch.notification.mail.MailAddress;
import dev.elch.notification.problem.BodyFields;
import java.time.Instant;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a body and finds everything that is wrong with it, not only the first thing. Used once. */
final class JobRequestReader {

    private static final Pattern PROVIDER = Pattern.compile("[a-z0-9-]{1,32}");

    private final BodyFields fields;
    private final Instant now;

    private JobRequestReader(BodyFields fields, Instant now) {
        this.fields = fields;
        this.now = now;
    }

    /** @throws InvalidRequestException with one entry for every field that cannot be taken */
    static JobRequest read(JsonNode body, Instant now) {
        return new JobRequestReader(BodyFields.of(body), now).read();
    }

    private JobRequest read() {
        JobRequest request = new JobRequest(
                required("userId", 128),
                address(),
                fields.line("name", 200),
                fields.line("login", 128),
                checked("provider", PROVIDER.asMatchPredicate(), "must be 1 to 32 small letters, digits or -"),
                checked("ipAddress", ip -> IpLiteral.of(ip).isPresent(), "must be an IPv4 or IPv6 address"),
                fields.line("userAgent", 1024),
                checked("locale", JobRequestReader::isLocale, "must be a language tag such as mn or en-US"),
                fields.flag("newDevice"),
                fields.line("sessionId", 200),
                occurredAt());
        fields.check();
        return request;
    }

    private String required(String field, int maxLength) {
        fields.require(field);
        String text = fields.line(field, maxLength);
        if (text != null && text.isBlank()) {
            fields.wrong(field, "must not be empty");
        }
        return text == null ? "" : text;
    }

    private String address() {
        String email = required("email", 254);
        if (!email.isBlank()) {
            try {
                return MailAddress.parse("email", email).toString();
            } catch (IllegalArgumentException e) {
                fields.wrong("email", "must be a plain mail address such as name@example.com");
            }
        }
        return email;
    }

    private @Nullable String checked(String field, Predicate<String> isRight, String message) {
        String text = fields.line(field, 128);
        if (text != null && !isRight.test(text)) {
            fields.wrong(field, message);
        }
        return text;
    }

    /** The system before this one called it {@code timestamp}; see docs/migrating.md. */
    private @Nullable Instant occurredAt() {
        return fields.either("occurredAt", "timestamp", field -> {
            Instant moment = field.equals("timestamp") ? fields.momentOrMillis(field) : fields.moment(field);
            if (moment != null) {
                EventTimes.fault(moment, now).ifPresent(fault -> fields.wrong(field, fault));
            }
            return moment;
        });
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

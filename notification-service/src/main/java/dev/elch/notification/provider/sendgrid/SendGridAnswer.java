package dev.elch.notification.provider.sendgrid;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What came of one request to SendGrid. */
public sealed interface SendGridAnswer {

    /** A response; its body may have broken off. */
    record Response(int status, Map<String, String> headers, String body) implements SendGridAnswer {

        /** A header whatever the case of its name. */
        Optional<String> header(String name) {
            Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            byName.putAll(headers);
            return Optional.ofNullable(byName.get(name)).map(String::strip);
        }
    }

    /**
     * The request did not go out as a whole.
     *
     * @param kind whether SendGrid was not reached, or all our connections are in use
     */
    record NotSent(String kind, String detail) implements SendGridAnswer {}

    /** The whole request went out, and no response came. */
    record Lost(String detail) implements SendGridAnswer {}
}

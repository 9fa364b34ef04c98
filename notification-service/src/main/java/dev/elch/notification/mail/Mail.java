package dev.elch.notification.mail;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * A mail that is ready to be handed to a provider: everything that a provider must not decide for itself. There can be none
 * with a line break in anything that becomes a header.
 *
 * @param eventKey key of the sign-in it tells about
 * @param messageId with angle brackets; the same for every attempt and every provider
 * @param from sender, as a plain address
 * @param fromName name shown for the sender
 * @param to the one recipient, as a plain address
 * @param subject in clear, not encoded
 * @param date of the first attempt, stable over retries
 * @param language of the texts
 * @param headers further headers, such as {@code Auto-Submitted}; no CR, LF, NUL or line separator in any
 * @param text the plain text part, every fact and the full URL in it
 * @param html the HTML part
 */
public record Mail(
        String eventKey,
        String messageId,
        String from,
        String fromName,
        String to,
        String subject,
        Instant date,
        Locale language,
        Map<String, String> headers,
        String text,
        String html) {

    public Mail {
        HeaderText.checked("eventKey", eventKey);
        HeaderText.checked("messageId", messageId);
        HeaderText.checked("from", from);
        HeaderText.checked("fromName", fromName);
        HeaderText.checked("to", to);
        HeaderText.checked("subject", subject);
        headers.forEach((name, value) -> {
            HeaderText.checked("name of a header", name);
            HeaderText.checked(name, value);
        });
        headers = Map.copyOf(headers);
    }
}

package dev.elch.notification.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * One report about one of our mails, with the JSON that it was read from.
 *
 * @param event what is reported
 * @param address whom the mail went to; empty when the report does not say
 * @param json what of the report is queued
 */
record ReportedMail(SendGridEvent event, Optional<String> address, String json) {

    private static final Logger log = LoggerFactory.getLogger(ReportedMail.class);

    /**
     * What a call brought.
     *
     * @param ours reports about our mails
     * @param ignored how many others there were: about other mails, or of a kind that we do not use
     * @param unreadable how many could not be read
     */
    record Batch(List<ReportedMail> ours, int ignored, int unreadable) {}

    /**
     * Reads each entry for itself: one that cannot be read takes nothing from the others. What is read is what the queue will hold,
     * because half a character and a number without end cannot be written as they came.
     *
     * @throws IllegalArgumentException when the body is not a JSON array
     */
    static Batch readAll(byte[] body, Instant now) {
        List<JsonNode> entries = SendGridEvents.entries(body);
        List<ReportedMail> ours = new ArrayList<>();
        int unreadable = 0;
        for (JsonNode json : entries) {
            try {
                of(json, now).flatMap(report -> read(report.queued(), now)).ifPresent(ours::add);
            } catch (RuntimeException e) {
                unreadable++;
                log.warn("An entry of a webhook call cannot be read and is left out", e);
            }
        }
        return new Batch(ours, entries.size() - ours.size() - unreadable, unreadable);
    }

    /** What {@link #json} was made of; empty when it is nothing of ours. */
    static Optional<ReportedMail> read(byte[] json, Instant now) {
        try {
            return of(SendGridEvents.parse(json), now);
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private byte[] queued() {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<ReportedMail> of(JsonNode json, Instant now) {
        Optional<String> address = json.path("email").stringValueOpt().filter(email -> !email.isBlank());
        return SendGridEvents.read(json, now)
                .map(event -> new ReportedMail(event, address, SendGridEvents.shortened(json)));
    }
}

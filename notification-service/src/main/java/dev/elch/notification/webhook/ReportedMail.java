package dev.elch.notification.webhook;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One report about one of our mails, with the JSON that it was read from.
 *
 * @param event what is reported
 * @param address whom the mail went to; empty when the report does not say
 * @param json the report as the provider wrote it
 */
record ReportedMail(SendGridEvent event, Optional<String> address, String json) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * What a call brought.
     *
     * @param ours reports about our mails
     * @param ignored how many others there were: about other mails, or of a kind that we do not use
     */
    record Batch(List<ReportedMail> ours, int ignored) {}

    /** @throws IllegalArgumentException when the body is not a JSON array */
    static Batch readAll(byte[] body) {
        JsonNode array = parse(body);
        if (!array.isArray()) {
            throw new IllegalArgumentException("the body is not a JSON array");
        }
        List<ReportedMail> ours = new ArrayList<>();
        array.forEach(json -> of(json).ifPresent(ours::add));
        return new Batch(ours, array.size() - ours.size());
    }

    /** What {@link #json} was made of; empty when it is nothing of ours. */
    static Optional<ReportedMail> read(byte[] json) {
        try {
            return of(parse(json));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static Optional<ReportedMail> of(JsonNode json) {
        String text = json.toString();
        Optional<String> address = json.path("email").stringValueOpt().filter(email -> !email.isBlank());
        return SendGridEvents.read(("[" + text + "]").getBytes(StandardCharsets.UTF_8)).stream()
                .findFirst()
                .map(event -> new ReportedMail(event, address, text));
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the body is not JSON", e);
        }
    }
}

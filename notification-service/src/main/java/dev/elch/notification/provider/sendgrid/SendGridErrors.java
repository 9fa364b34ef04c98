package dev.elch.notification.provider.sendgrid;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The error list in the body of a response: {@code {"errors": [{"message": ..., "field": ...}]}}. */
final class SendGridErrors {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern RECIPIENT_FIELD = Pattern.compile("personalizations\\.\\d+\\.(to|cc|bcc)(\\..*)?");

    private SendGridErrors() {}

    static boolean nameARecipient(String body) {
        return errors(body).stream()
                .map(error -> error.path("field").asString(""))
                .anyMatch(field -> RECIPIENT_FIELD.matcher(field).matches());
    }

    /** What the errors say, or the body itself when it has another form. */
    static String messageIn(String body) {
        String messages = errors(body).stream()
                .map(error -> error.path("message").asString(""))
                .filter(message -> !message.isEmpty())
                .collect(Collectors.joining("; "));
        return messages.isEmpty() ? body : messages;
    }

    private static List<JsonNode> errors(String body) {
        try {
            JsonNode errors = JSON.readTree(body).path("errors");
            return StreamSupport.stream(errors.spliterator(), false).toList();
        } catch (JacksonException e) {
            return List.of();
        }
    }
}

package dev.elch.notification.webhook;

import dev.elch.contract.EventKeys;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.provider.ProviderText;
import dev.elch.notification.provider.sendgrid.SendGridMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the body of a webhook call whose signature was checked. What is not about one of our mails, what we do not know, and
 * opens and clicks are left out.
 */
public final class SendGridEvents {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> DROPPED_FOR_THE_ADDRESS =
            Set.of("bounced address", "unsubscribed address", "spam reporting address", "invalid");

    private SendGridEvents() {}

    /**
     * The reports in the body, in its order.
     *
     * @throws IllegalArgumentException when the body is not a JSON array
     */
    public static List<SendGridEvent> read(byte[] body) {
        JsonNode array;
        try {
            array = JSON.readTree(body);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the body of the webhook is not JSON", e);
        }
        if (!array.isArray()) {
            throw new IllegalArgumentException("the body of the webhook is not a JSON array");
        }
        List<SendGridEvent> events = new ArrayList<>();
        array.forEach(json -> event(json).ifPresent(events::add));
        return events;
    }

    private static Optional<SendGridEvent> event(JsonNode json) {
        String id = text(json, "sg_event_id");
        String eventKey = text(json, SendGridMessage.EVENT_KEY);
        if (id.isEmpty() || !EventKeys.isAcceptable(eventKey)) {
            return Optional.empty();
        }
        Instant at = Instant.ofEpochSecond(json.path("timestamp").asLong(0));
        String reason = ProviderText.of(text(json, "reason"));
        return switch (text(json, "event")) {
            case "processed" -> plain(id, eventKey, at, MailState.PROCESSED, reason);
            case "deferred" -> plain(id, eventKey, at, MailState.DEFERRED, ProviderText.of(text(json, "response")));
            case "delivered" -> plain(id, eventKey, at, MailState.DELIVERED, reason);
            case "bounce" ->
                text(json, "type").equals("blocked")
                        ? plain(id, eventKey, at, MailState.BLOCKED, reason)
                        : suppressing(id, eventKey, at, MailState.BOUNCED, reason);
            case "blocked" -> plain(id, eventKey, at, MailState.BLOCKED, reason);
            case "dropped" ->
                isForTheAddress(reason)
                        ? suppressing(id, eventKey, at, MailState.DROPPED, reason)
                        : plain(id, eventKey, at, MailState.DROPPED, reason);
            case "spamreport" ->
                Optional.of(new SendGridEvent(
                        id, eventKey, at, Optional.empty(), true, Suppression.UNTIL_LIFTED, "called spam"));
            default -> Optional.empty();
        };
    }

    private static boolean isForTheAddress(String reason) {
        String lower = reason.toLowerCase(Locale.ROOT);
        return DROPPED_FOR_THE_ADDRESS.stream().anyMatch(lower::contains);
    }

    private static Optional<SendGridEvent> plain(
            String id, String eventKey, Instant at, MailState state, String reason) {
        return Optional.of(new SendGridEvent(id, eventKey, at, Optional.of(state), false, Suppression.NONE, reason));
    }

    private static Optional<SendGridEvent> suppressing(
            String id, String eventKey, Instant at, MailState state, String reason) {
        return Optional.of(
                new SendGridEvent(id, eventKey, at, Optional.of(state), false, Suppression.UNTIL_LIFTED, reason));
    }

    private static String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isString() ? value.asString() : "";
    }
}

package dev.elch.notification.webhook;

import dev.elch.contract.EventKeys;
import dev.elch.contract.EventTimes;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.provider.MailboxWords;
import dev.elch.notification.provider.ProviderText;
import dev.elch.notification.provider.ReasonKind;
import dev.elch.notification.provider.sendgrid.SendGridMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the body of a webhook call whose signature was checked. What is not about one of our mails, what we do not know, and
 * opens and clicks are left out. Each entry stands for itself: what is wrong in one takes nothing from the others.
 *
 * <p>Fields and reasons are those of <a
 * href="https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event">SendGrid's event reference</a>.
 */
public final class SendGridEvents {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    /** What tells one report from another; all of it is equal in a copy, except for the id that SendGrid gives each copy. */
    private static final List<String> IDENTITY = List.of(
            "event",
            "type",
            "timestamp",
            "sg_message_id",
            "smtp-id",
            "email",
            "status",
            "reason",
            "response",
            "attempt");

    /** All that is ever read of a report; what is queued holds nothing else, so that no report is too large for a record. */
    private static final List<String> READ = List.of("sg_event_id", "bounce_classification", SendGridMessage.EVENT_KEY);

    private static final int LONGEST_TEXT = 2_000;

    /** Why SendGrid did not try. Any other reason is about our account or our mail, and says nothing about the address. */
    private static final Map<String, String> DROPPED_FOR_THE_ADDRESS = Map.of(
            "bounced address", ReasonKind.BAD_ADDRESS,
            "invalid", ReasonKind.BAD_ADDRESS,
            "invalid address", ReasonKind.BAD_ADDRESS,
            "unsubscribed address", ReasonKind.UNSUBSCRIBED,
            "spam reporting address", ReasonKind.SPAM_REPORT);

    /** Classes of bounces that are about us, our mail or the way to the mailbox, and not about the address. */
    private static final List<String> NOT_THE_ADDRESS =
            List.of("content", "reputation", "technical failure", "frequency or volume too high");

    private SendGridEvents() {}

    /**
     * The entries of the body, in its order. Bytes that are no UTF-8 are replaced: they would cost all entries of the call.
     *
     * @throws IllegalArgumentException when the body is not a JSON array
     */
    public static List<JsonNode> entries(byte[] body) {
        JsonNode array = parse(body);
        if (!array.isArray()) {
            throw new IllegalArgumentException("the body of the webhook is not a JSON array");
        }
        List<JsonNode> entries = new ArrayList<>();
        array.forEach(entries::add);
        return entries;
    }

    /**
     * One entry, of the bytes that were queued.
     *
     * @throws IllegalArgumentException when it is no JSON
     */
    public static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(new String(json, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the body of the webhook is not JSON", e);
        }
    }

    /** What this entry reports; empty when it is nothing of ours. */
    public static Optional<SendGridEvent> read(JsonNode json, Instant now) {
        String eventKey = text(json, SendGridMessage.EVENT_KEY);
        if (!EventKeys.isAcceptable(eventKey)) {
            return Optional.empty();
        }
        String reason = ProviderText.of(text(json, "reason"));
        return switch (text(json, "event")) {
            case "processed" -> plain(json, now, MailState.PROCESSED, reason);
            case "deferred" -> plain(json, now, MailState.DEFERRED, ProviderText.of(text(json, "response")));
            case "delivered" -> plain(json, now, MailState.DELIVERED, reason);
            case "bounce" -> isBlock(json) ? plain(json, now, MailState.BLOCKED, reason) : bounced(json, now, reason);
            case "blocked" -> plain(json, now, MailState.BLOCKED, reason);
            case "dropped" -> dropped(json, now, reason);
            case "spamreport" ->
                event(json, now, Optional.empty(), Suppression.UNTIL_LIFTED, ReasonKind.SPAM_REPORT, "called spam");
            default -> Optional.empty();
        };
    }

    /** The entry without what we do not read, and with no text longer than an SMTP server's reply may be. */
    public static String shortened(JsonNode json) {
        ObjectNode kept = JSON.createObjectNode();
        for (List<String> fields : List.of(IDENTITY, READ)) {
            for (String field : fields) {
                JsonNode value = json.path(field);
                if (value.isString()) {
                    kept.put(field, cut(value.asString()));
                } else if (value.isNumber()) {
                    kept.set(field, value);
                }
            }
        }
        return kept.toString();
    }

    private static boolean isBlock(JsonNode json) {
        String classified = text(json, "bounce_classification").toLowerCase(Locale.ROOT);
        return text(json, "type").equals("blocked") || NOT_THE_ADDRESS.contains(classified);
    }

    /** A full mailbox is not a missing one, and is empty again some day. */
    private static Optional<SendGridEvent> bounced(JsonNode json, Instant now, String reason) {
        boolean isFull = MailboxWords.sayItIsFull(text(json, "status") + " " + reason);
        return event(
                json,
                now,
                Optional.of(MailState.BOUNCED),
                isFull ? Suppression.FOR_A_DAY : Suppression.UNTIL_LIFTED,
                isFull ? ReasonKind.MAILBOX_FULL : ReasonKind.BAD_ADDRESS,
                reason);
    }

    private static Optional<SendGridEvent> dropped(JsonNode json, Instant now, String reason) {
        String plain = reason.toLowerCase(Locale.ROOT).strip();
        return Optional.ofNullable(DROPPED_FOR_THE_ADDRESS.get(plain))
                .map(kind -> event(json, now, Optional.of(MailState.DROPPED), Suppression.UNTIL_LIFTED, kind, reason))
                .orElseGet(() -> plain(json, now, MailState.DROPPED, reason));
    }

    private static Optional<SendGridEvent> plain(JsonNode json, Instant now, MailState state, String reason) {
        return event(json, now, Optional.of(state), Suppression.NONE, "", reason);
    }

    private static Optional<SendGridEvent> event(
            JsonNode json,
            Instant now,
            Optional<MailState> state,
            Suppression suppression,
            String kind,
            String reason) {
        return Optional.of(new SendGridEvent(
                ids(json),
                text(json, SendGridMessage.EVENT_KEY),
                at(json, now),
                state,
                kind.equals(ReasonKind.SPAM_REPORT) && state.isEmpty(),
                suppression,
                kind,
                reason));
    }

    private static List<String> ids(JsonNode json) {
        String given = cut(text(json, "sg_event_id"));
        String said = hash(json);
        return given.isEmpty() ? List.of(said) : List.of(said, given);
    }

    /** Unix seconds that can be true; anything else is a fault of the sender and no time. */
    private static Optional<Instant> at(JsonNode json, Instant now) {
        JsonNode timestamp = json.path("timestamp");
        String seconds = timestamp.isIntegralNumber() ? timestamp.toString() : text(json, "timestamp");
        if (!seconds.matches("\\d{1,11}")) {
            return Optional.empty();
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(seconds));
        return EventTimes.fault(at, now).isEmpty() ? Optional.of(at) : Optional.empty();
    }

    private static String hash(JsonNode json) {
        StringBuilder said = new StringBuilder();
        for (String field : IDENTITY) {
            JsonNode value = json.path(field);
            String text = value.isString() ? cut(value.asString()) : value.isNumber() ? value.toString() : "";
            said.append(text.length()).append(':').append(text);
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(said.toString().getBytes(StandardCharsets.UTF_8));
            return "said-" + HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_TEXT));
    }

    private static String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isString() ? value.asString() : "";
    }
}

package dev.elch.testkit.sendgrid;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What the stand-in does with a request.
 *
 * @param status HTTP status
 * @param headers further response headers
 * @param body of the response
 * @param trouble what goes wrong with the connection
 * @param delay how long it thinks before it answers
 */
public record SendGridBehaviour(int status, Map<String, String> headers, String body, Trouble trouble, Duration delay) {

    /** What goes wrong with the connection. */
    public enum Trouble {
        NONE,
        /** It is reset before anything is read. */
        RESET_BEFORE_READING,
        /** It is reset when the whole request has been read. */
        RESET_AFTER_READING,
        /** It is closed in order when the whole request has been read. */
        CLOSE_AFTER_READING,
        /** Nothing is said any more. */
        SILENCE_AFTER_READING,
        /** The response breaks off within its body. */
        BREAK_OFF_IN_BODY
    }

    public SendGridBehaviour {
        headers = Map.copyOf(headers);
    }

    public static SendGridBehaviour answer(int status, String body) {
        return new SendGridBehaviour(status, Map.of(), body, Trouble.NONE, Duration.ZERO);
    }

    public static SendGridBehaviour trouble(Trouble trouble) {
        return new SendGridBehaviour(202, Map.of(), "", trouble, Duration.ZERO);
    }

    /** An error in the form of SendGrid's API. */
    public static SendGridBehaviour error(int status, String message, String field) {
        return answer(status, "{\"errors\":[{\"message\":\"" + message + "\",\"field\":" + field + ",\"help\":null}]}");
    }

    public SendGridBehaviour with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new SendGridBehaviour(status, more, body, trouble, delay);
    }

    public SendGridBehaviour breakingOff() {
        return new SendGridBehaviour(status, headers, body, Trouble.BREAK_OFF_IN_BODY, delay);
    }

    public SendGridBehaviour after(Duration thinking) {
        return new SendGridBehaviour(status, headers, body, trouble, thinking);
    }
}

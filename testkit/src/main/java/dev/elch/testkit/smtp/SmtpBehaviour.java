package dev.elch.testkit.smtp;

import java.time.Duration;

/**
 * What the scripted server does at a step.
 *
 * @param reply what it says, lines separated by a line feed; empty: nothing
 * @param then what it does after that
 * @param delay how long it thinks before both
 */
public record SmtpBehaviour(String reply, Then then, Duration delay) {

    /** How it goes on. */
    public enum Then {
        /** With the next command. */
        GO_ON,
        /** It closes the connection in order. */
        CLOSE,
        /** It resets the connection. */
        RESET,
        /** It keeps the connection and says nothing any more. */
        SILENCE
    }

    public static SmtpBehaviour reply(String lines) {
        return new SmtpBehaviour(lines, Then.GO_ON, Duration.ZERO);
    }

    public static SmtpBehaviour replyAndClose(String lines) {
        return new SmtpBehaviour(lines, Then.CLOSE, Duration.ZERO);
    }

    public static SmtpBehaviour close() {
        return new SmtpBehaviour("", Then.CLOSE, Duration.ZERO);
    }

    public static SmtpBehaviour reset() {
        return new SmtpBehaviour("", Then.RESET, Duration.ZERO);
    }

    public static SmtpBehaviour silence() {
        return new SmtpBehaviour("", Then.SILENCE, Duration.ZERO);
    }

    public SmtpBehaviour after(Duration thinking) {
        return new SmtpBehaviour(reply, then, thinking);
    }
}

package dev.elch.notification.provider.smtp;

import java.util.Optional;

/** How far a conversation with an SMTP server has come. */
public enum SmtpPhase {
    /** From looking up the name to the server's greeting. */
    GREETING,
    /** EHLO or HELO. */
    HELLO,
    /** From STARTTLS to the end of the handshake. */
    STARTTLS,
    AUTH,
    MAIL_FROM,
    RCPT_TO,
    /** From DATA until the server lets us write. */
    DATA,
    /** The mail is being written; the final dot is not. */
    BODY,
    /** The final dot is written or may have been: from here on the mail may be accepted. */
    FINAL_DOT;

    /** The phase that a command of connecting begins; empty for others, such as QUIT. */
    static Optional<SmtpPhase> begunBy(String command) {
        String verb = command.split("[ :]", 2)[0];
        return switch (verb) {
            case "EHLO", "HELO" -> Optional.of(HELLO);
            case "STARTTLS" -> Optional.of(STARTTLS);
            case "AUTH" -> Optional.of(AUTH);
            default -> Optional.empty();
        };
    }

    /** Whether what goes wrong here has nothing to do with the mail that we want to send. */
    boolean isBeforeAnyMail() {
        return compareTo(MAIL_FROM) < 0;
    }
}

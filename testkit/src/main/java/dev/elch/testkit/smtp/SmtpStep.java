package dev.elch.testkit.smtp;

import java.util.Locale;
import java.util.Optional;

/** The moments of an SMTP conversation at which a scripted server can do something else than usual. */
public enum SmtpStep {
    GREETING("220 scripted.test ESMTP"),
    EHLO("250-scripted.test\n250-PIPELINING\n250 ENHANCEDSTATUSCODES"),
    HELO("250 scripted.test"),
    STARTTLS("220 2.0.0 go ahead"),
    AUTH("235 2.7.0 welcome"),
    MAIL("250 2.1.0 sender ok"),
    RCPT("250 2.1.5 recipient ok"),
    DATA("354 end with a dot"),
    /** While the mail is being read: only for answers that end the connection. */
    BODY(""),
    /** The answer to the whole mail. */
    FINAL_DOT("250 2.0.0 Ok: queued as 4TEST1234"),
    RSET("250 2.0.0 forgotten"),
    QUIT("221 2.0.0 bye");

    private final String usual;

    SmtpStep(String usual) {
        this.usual = usual;
    }

    String usual() {
        return usual;
    }

    static Optional<SmtpStep> of(String command) {
        String verb = command.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        return switch (verb) {
            case "EHLO" -> Optional.of(EHLO);
            case "HELO" -> Optional.of(HELO);
            case "STARTTLS" -> Optional.of(STARTTLS);
            case "AUTH" -> Optional.of(AUTH);
            case "MAIL" -> Optional.of(MAIL);
            case "RCPT" -> Optional.of(RCPT);
            case "DATA" -> Optional.of(DATA);
            case "RSET" -> Optional.of(RSET);
            case "QUIT" -> Optional.of(QUIT);
            default -> Optional.empty();
        };
    }
}

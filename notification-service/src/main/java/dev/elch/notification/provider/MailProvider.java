package dev.elch.notification.provider;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.mail.Mail;
import java.time.Duration;

/** Somebody who takes mails. Safe for use by many threads at once. */
public interface MailProvider {

    /** Short name for logs, meters and the journal: {@code smtp}, {@code sendgrid}, {@code log}. */
    String name();

    /**
     * Hands over one mail and says what came of it. Blocks for at most the configured timeouts; never throws for what a
     * provider may foreseeably answer.
     */
    Outcome send(Mail mail);

    /** How long {@link #send} may block at most; zero when it waits for nobody. */
    default Duration timeLimit() {
        return Duration.ZERO;
    }

    /** As {@link #send}, and says who it was that answered. */
    default Handover handOver(Mail mail) {
        return new Handover(name(), send(mail));
    }
}

package dev.elch.notification.provider;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.mail.Mail;
import java.time.Duration;

/** Takes mails and delivers them. Safe for use by many threads at once. */
public interface MailProvider {

    /** Short name for logs, meters and the journal: {@code smtp}, {@code sendgrid}, {@code log}. */
    String name();

    /**
     * Hands over one mail and returns the outcome. Blocks for at most the configured timeouts; never throws for what a
     * provider may foreseeably answer.
     */
    Outcome send(Mail mail);

    /** How long {@link #send} may block at most; zero when it does not wait. */
    default Duration timeLimit() {
        return Duration.ZERO;
    }

    /** Whether {@link #send} comes back in time whatever happens, so that no other thread needs to wait for it. */
    default boolean keepsItsTimeLimit() {
        return false;
    }

    /** As {@link #send}, and says which provider answered. */
    default Handover handOver(Mail mail) {
        return new Handover(name(), send(mail));
    }
}

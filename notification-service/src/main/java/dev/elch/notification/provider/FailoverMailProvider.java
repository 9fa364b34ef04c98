package dev.elch.notification.provider;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.mail.Mail;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a second provider when the first can not work, and only when it is certain that the first did not take the mail. While
 * that is unknown nobody else is asked: the user would get two mails.
 */
public final class FailoverMailProvider implements MailProvider {

    private static final Logger log = LoggerFactory.getLogger(FailoverMailProvider.class);
    private static final Set<String> NOT_SENT = Set.of(Kind.PROVIDER_DOWN, Kind.PROVIDER_BUSY, Kind.RATE_LIMITED);

    private final MailProvider primary;
    private final MailProvider failover;

    public FailoverMailProvider(MailProvider primary, MailProvider failover) {
        this.primary = primary;
        this.failover = failover;
    }

    /** The name of the provider that is asked first; {@link #handOver} tells who answered. */
    @Override
    public String name() {
        return primary.name();
    }

    /** Both may be asked, one after the other. */
    @Override
    public Duration timeLimit() {
        return primary.timeLimit().plus(failover.timeLimit());
    }

    @Override
    public Outcome send(Mail mail) {
        return handOver(mail).outcome();
    }

    @Override
    public Handover handOver(Mail mail) {
        Handover first = primary.handOver(mail);
        if (!isOfTheProviderAlone(first.outcome())) {
            return first;
        }
        Handover second = failover.handOver(mail);
        log.info(
                "event {}: {} could not work, {} answered {}",
                mail.eventKey(),
                first.provider(),
                second.provider(),
                second.outcome().getClass().getSimpleName());
        return second;
    }

    /** Whether the mail was surely not sent, for a reason that another provider does not share. */
    private static boolean isOfTheProviderAlone(Outcome outcome) {
        if (outcome instanceof Outcome.Pause pause) {
            return pause.scope().equals(Outcome.Pause.PROVIDER);
        }
        if (outcome instanceof Outcome.RetryLater later) {
            return NOT_SENT.contains(later.reason().kind());
        }
        return outcome instanceof Outcome.RetryAfter after
                && NOT_SENT.contains(after.reason().kind());
    }
}

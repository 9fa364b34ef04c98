package dev.elch.notification.provider;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.mail.Mail;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uses a second provider when the first cannot work, and only when the first certainly did not take the mail. While that is
 * unknown, the second is not used: the user could get two mails.
 */
public final class FailoverMailProvider implements MailProvider {

    private static final Logger log = LoggerFactory.getLogger(FailoverMailProvider.class);
    private static final Set<String> NOT_SENT =
            Set.of(ReasonKind.PROVIDER_DOWN, ReasonKind.PROVIDER_BUSY, ReasonKind.RATE_LIMITED);

    private final MailProvider primary;
    private final MailProvider failover;

    public FailoverMailProvider(MailProvider primary, MailProvider failover) {
        this.primary = primary;
        this.failover = failover;
    }

    /** Name of the provider that is used first; {@link #handOver} says which one answered. */
    @Override
    public String name() {
        return primary.name();
    }

    /** Both may be used, one after the other. */
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
                "event {}: {} is unusable, {} answered {}",
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

package dev.elch.notification.provider;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.mail.Mail;
import dev.elch.notification.meters.DeliveryMeters;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
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
    private final DeliveryMeters meters;

    /** Kind of the reason why the primary could not work last; empty while it works. */
    private final AtomicReference<String> trouble = new AtomicReference<>("");

    public FailoverMailProvider(MailProvider primary, MailProvider failover, DeliveryMeters meters) {
        this.primary = primary;
        this.failover = failover;
        this.meters = meters;
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
        Optional<Reason> why = ofTheProviderAlone(first.outcome());
        if (why.isEmpty()) {
            noteRecovery(first.outcome());
            return first;
        }
        noteFailover(first.provider(), why.get());
        Handover second = failover.handOver(mail);
        log.info(
                "event {}: {} is unusable ({} {}), {} answered {}",
                mail.eventKey(),
                first.provider(),
                why.get().kind(),
                why.get().code(),
                second.provider(),
                second.outcome().getClass().getSimpleName());
        return second;
    }

    /**
     * A refused key would stay unnoticed while the failover works. So it is counted each time, and logged when the reason is
     * another than before. An open breaker is no reason of its own.
     */
    private void noteFailover(String provider, Reason why) {
        meters.failover(provider, why.kind());
        boolean isNews =
                !why.kind().equals(ReasonKind.BREAKER_OPEN) && !why.kind().equals(trouble.getAndSet(why.kind()));
        if (isNews) {
            log.warn(
                    "{} is unusable, {} sends its mails: {} {} {}",
                    provider,
                    failover.name(),
                    why.kind(),
                    why.code(),
                    why.text());
        }
    }

    private void noteRecovery(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted && !trouble.getAndSet("").isEmpty()) {
            log.info("{} works again", primary.name());
        }
    }

    /** Why the mail was surely not sent, if it is a reason that another provider does not share. */
    private static Optional<Reason> ofTheProviderAlone(Outcome outcome) {
        if (outcome instanceof Outcome.Pause pause) {
            return pause.scope().equals(Outcome.Pause.PROVIDER) ? Optional.of(pause.reason()) : Optional.empty();
        }
        if (outcome instanceof Outcome.RetryLater later) {
            return Optional.of(later.reason()).filter(why -> NOT_SENT.contains(why.kind()));
        }
        return outcome instanceof Outcome.RetryAfter after
                ? Optional.of(after.reason()).filter(why -> NOT_SENT.contains(why.kind()))
                : Optional.empty();
    }
}

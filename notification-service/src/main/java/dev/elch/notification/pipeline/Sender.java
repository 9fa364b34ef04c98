package dev.elch.notification.pipeline;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.ledger.DeliveryLedger;
import dev.elch.notification.ledger.LedgerUnavailableException;
import dev.elch.notification.mail.Mail;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.provider.Handover;
import dev.elch.notification.provider.MailProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a mail over: notes it in the ledger, asks the provider, and has the answer settled. */
final class Sender {

    private static final Logger log = LoggerFactory.getLogger(Sender.class);

    private final DeliveryLedger ledger;
    private final MailProvider provider;
    private final Settler settler;
    private final Repeats repeats;
    private final DeliveryMeters meters;
    private final Clock clock;
    private final Duration sendWithin;

    /** @param sendWithin how long after its hand-over was noted a mail may still be given to the provider */
    Sender(
            DeliveryLedger ledger,
            MailProvider provider,
            Settler settler,
            Repeats repeats,
            DeliveryMeters meters,
            Clock clock,
            Duration sendWithin) {
        this.ledger = ledger;
        this.provider = provider;
        this.settler = settler;
        this.repeats = repeats;
        this.meters = meters;
        this.clock = clock;
        this.sendWithin = sendWithin;
    }

    /** What the ledger notes as the provider. */
    String provider() {
        return provider.name();
    }

    /** Notes the hand-over of a claimed attempt, and sends. */
    Handled handOver(Attempt attempt, Mail mail, boolean isProbe) {
        settler.reached(Milestone.BEFORE_HAND_OVER, attempt);
        Instant noted = clock.instant();
        try {
            if (!ledger.handOver(attempt.claim(), provider.name(), noted)) {
                return repeats.again(attempt.incoming(), "the claim is lost");
            }
        } catch (LedgerUnavailableException e) {
            return settler.putBack(attempt, unsent(e), repeats.again(attempt.incoming(), e.toString()));
        }
        return send(attempt, mail, noted, isProbe);
    }

    /**
     * Sends a mail whose hand-over was noted at {@code noted}; not if that was so long ago that the answer might come after the
     * end of the lease.
     */
    Handled send(Attempt attempt, Mail mail, Instant noted, boolean isProbe) {
        return clock.instant().isAfter(noted.plus(sendWithin))
                ? repeats.again(attempt.incoming(), "the claim may be over before the provider answers")
                : send(attempt, mail, isProbe);
    }

    /** Why a hand-over that may be noted is put back: nothing was handed over, and it would count as unknown one day. */
    static Reason unsent(LedgerUnavailableException e) {
        return Reason.of("ledger_unavailable", String.valueOf(e.getMessage()));
    }

    private Handled send(Attempt attempt, Mail mail, boolean isProbe) {
        Instant asked = clock.instant();
        Instant due = attempt.headers().dueAt();
        if (due != null) {
            meters.lateness(attempt.incoming().topic(), Duration.between(due, asked));
        }
        Attempt made = attempt;
        Handover handover;
        try {
            handover = provider.handOver(mail);
        } catch (RuntimeException e) {
            log.error("event {}: {} failed in an unforeseen way", attempt.eventKey(), provider.name(), e);
            made = attempt.describing(e);
            Reason bug = Reason.of("provider_bug", e.getClass().getSimpleName());
            handover = new Handover(provider.name(), new Outcome.Ambiguous(bug));
        }
        Duration took = Duration.between(asked, clock.instant());
        return settler.settle(made.askedOf(handover.provider(), took), handover.outcome(), isProbe);
    }
}

package dev.elch.notification.pipeline;

import dev.elch.notification.delivery.Delivery;
import dev.elch.notification.ledger.Claim;
import dev.elch.notification.ledger.DeliveryLedger;
import dev.elch.notification.ledger.LedgerUnavailableException;
import dev.elch.notification.mail.Mail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes retries ready before they are due: one that goes on as foreseen is claimed and sent in one step then; everything else
 * begins with a claim (docs/decisions/0012-prepare-retries-before-they-are-due.md).
 */
final class PreparedRetries {

    private static final Duration STAYS_PREPARED = Duration.ofSeconds(1);

    private final DeliveryLedger ledger;
    private final Checks checks;
    private final Function<Delivery, Mail> writer;
    private final Deliveries deliveries;
    private final Sender sender;
    private final Settler settler;
    private final Repeats repeats;
    private final Clock clock;

    PreparedRetries(
            DeliveryLedger ledger,
            Checks checks,
            Function<Delivery, Mail> writer,
            Deliveries deliveries,
            Sender sender,
            Settler settler,
            Repeats repeats,
            Clock clock) {
        this.ledger = ledger;
        this.checks = checks;
        this.writer = writer;
        this.deliveries = deliveries;
        this.sender = sender;
        this.settler = settler;
        this.repeats = repeats;
        this.clock = clock;
    }

    /**
     * Prepares a retry, or makes it when it is due.
     *
     * @param fromTheClaim handles the record when it does not stand as foreseen
     * @param fromTheStart handles it when it was prepared too long ago
     */
    Handled handle(
            DecodedRecord record, boolean isProbe, Supplier<Handled> fromTheClaim, Supplier<Handled> fromTheStart) {
        Instant now = clock.instant();
        Instant due = record.notBeforeDue(Instant.MIN);
        Supplier<Handled> rest = foreseen(record, record.notBeforeDue(now))
                .<Supplier<Handled>>map(mail -> () -> send(record, mail, isProbe, fromTheClaim))
                .orElse(fromTheClaim);
        return now.isBefore(due)
                ? new Handled.Prepared(due, () -> inTime(due, record, rest, fromTheStart))
                : rest.get();
    }

    /** What was prepared for too long is not looked at; what a clock that was set back makes early has to wait. */
    private Handled inTime(Instant due, DecodedRecord record, Supplier<Handled> rest, Supplier<Handled> fromTheStart) {
        Instant now = clock.instant();
        if (now.isBefore(due)) {
            return new Handled.Prepared(due, () -> inTime(due, record, rest, fromTheStart));
        }
        try {
            return now.isAfter(due.plus(STAYS_PREPARED)) ? fromTheStart.get() : rest.get();
        } catch (RuntimeException e) {
            return repeats.failed(record.incoming(), e);
        }
    }

    /** The mail to send at that time if nothing happens until then, by reading alone; empty when something has to be decided. */
    private Optional<Mail> foreseen(DecodedRecord record, Instant at) {
        return ledger.findAwaited(record.request(), at)
                .flatMap(entry -> Optional.ofNullable(entry.firstAttemptAt()))
                .map(first -> deliveries.foreseen(record, first))
                .filter(delivery -> checks.objection(delivery, at).isEmpty())
                .flatMap(this::written);
    }

    private Optional<Mail> written(Delivery delivery) {
        try {
            return Optional.of(writer.apply(delivery));
        } catch (RuntimeException e) {
            // It is told when the attempt is made.
            return Optional.empty();
        }
    }

    private Handled send(DecodedRecord record, Mail mail, boolean isProbe, Supplier<Handled> fromTheClaim) {
        Instant noted = record.notBeforeDue(clock.instant());
        Optional<Claim> claim;
        try {
            claim = ledger.claimToSend(record.request(), sender.provider(), noted);
        } catch (LedgerUnavailableException e) {
            Handled again = repeats.again(record.incoming(), e.toString());
            return settler.takeBack(record.request(), noted, Sender.unsent(e), again);
        }
        return claim.map(won -> sender.send(deliveries.attempt(record, won), mail, noted, isProbe))
                .orElseGet(fromTheClaim);
    }
}

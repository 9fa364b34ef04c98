package dev.elch.notification.pipeline;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.ledger.ClaimResult;
import dev.elch.notification.ledger.DeliveryLedger;
import java.time.Clock;

/**
 * Makes dead letters of records that failed too often in a way that was not foreseen: through the ledger if the event can be
 * claimed, so that it is settled as dead; else straight to the dead letters.
 */
final class GivenUpRecords {

    private final SignInReader reader;
    private final DeliveryLedger ledger;
    private final Deliveries deliveries;
    private final Settler settler;
    private final Copies copies;
    private final DirectDeadLetters directly;
    private final Repeats repeats;
    private final Clock clock;

    GivenUpRecords(
            SignInReader reader,
            DeliveryLedger ledger,
            Deliveries deliveries,
            Settler settler,
            Copies copies,
            DirectDeadLetters directly,
            Repeats repeats,
            Clock clock) {
        this.reader = reader;
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.settler = settler;
        this.copies = copies;
        this.directly = directly;
        this.repeats = repeats;
        this.clock = clock;
    }

    /** @param isLastResort whether this has failed as well before: then past the ledger */
    Handled giveUp(IncomingRecord failed, Throwable cause, boolean isLastResort) {
        IncomingRecord incoming = UnforeseenFailure.described(failed, cause);
        Reason reason = UnforeseenFailure.reason(cause);
        if (isLastResort) {
            return directly.add(incoming, reason);
        }
        try {
            return reader.read(incoming) instanceof Reading.Read read
                    ? settled(DecodedRecord.of(incoming, read.signIn()), reason)
                    : directly.add(incoming, reason);
        } catch (RuntimeException e) {
            return repeats.failed(incoming, e) instanceof Handled.Again again ? again : directly.add(incoming, reason);
        }
    }

    private Handled settled(DecodedRecord record, Reason reason) {
        ClaimResult result = ledger.claim(record.request(), record.notBeforeDue(clock.instant()));
        if (result instanceof ClaimResult.Claimed won) {
            Outcome rejected = new Outcome.Rejected(reason, Suppression.NONE);
            return settler.settle(deliveries.attempt(record, won.claim()), rejected, false);
        }
        return result instanceof ClaimResult.AlreadyHandled handled
                ? copies.drop(record.incoming(), handled)
                : directly.add(record.incoming(), reason);
    }
}

package dev.elch.notification.pipeline;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.ledger.ClaimResult;
import dev.elch.notification.ledger.DeliveryLedger;
import java.time.Clock;
import java.util.function.Supplier;

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

    /**
     * What does not answer, and a process that holds the event, are waited for: a dead letter past them could stand beside a
     * mail that was sent.
     *
     * @param isLastResort whether this has failed as well before: then past the ledger
     */
    Handled giveUp(IncomingRecord failed, Throwable cause, boolean isLastResort) {
        IncomingRecord incoming = UnforeseenFailure.described(failed, cause);
        Reason reason = UnforeseenFailure.reason(cause);
        if (isLastResort) {
            return directly.add(incoming, reason);
        }
        Supplier<Handled> later = () -> giveUp(failed, cause, false);
        try {
            return reader.read(incoming).handle(new Reading.Handling<>() {
                @Override
                public Handled read(Reading.Read reading) {
                    return settled(DecodedRecord.of(incoming, reading.signIn()), reason, later);
                }

                @Override
                public Handled unreadable(Reading.Unreadable reading) {
                    return directly.add(incoming, reason);
                }

                @Override
                public Handled notNow(Reading.NotNow reading) {
                    return repeats.later(incoming, reading.why(), later);
                }
            });
        } catch (RuntimeException e) {
            return repeats.isPassing(e) ? repeats.later(incoming, e.toString(), later) : directly.add(incoming, reason);
        }
    }

    private Handled settled(DecodedRecord record, Reason reason, Supplier<Handled> later) {
        ClaimResult result = ledger.claim(record.request(), record.notBeforeDue(clock.instant()));
        return result.handle(new ClaimResult.Handling<>() {
            @Override
            public Handled claimed(ClaimResult.Claimed won) {
                Outcome rejected = new Outcome.Rejected(reason, Suppression.NONE);
                return settler.settle(deliveries.attempt(record, won.claim()), rejected, false);
            }

            @Override
            public Handled alreadyHandled(ClaimResult.AlreadyHandled handled) {
                return copies.drop(record.incoming(), handled);
            }

            @Override
            public Handled heldByAnother(ClaimResult.HeldByAnother held) {
                return repeats.later(record.incoming(), "held by another until " + held.until(), later);
            }

            @Override
            public Handled conflict(ClaimResult.Conflict conflict) {
                return directly.add(record.incoming(), reason);
            }
        });
    }
}

package dev.elch.notification.pipeline;

import dev.elch.notification.delivery.Delivery;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.ledger.ClaimResult;
import dev.elch.notification.ledger.DeliveryLedger;
import dev.elch.notification.ledger.FinalFailure;
import dev.elch.notification.mail.Mail;
import dev.elch.notification.mail.RefusedMailException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one record all the way from its bytes to a settled outcome. Safe for use by many threads at once. */
public final class DeliveryPipeline implements RecordHandler {

    private static final Logger log = LoggerFactory.getLogger(DeliveryPipeline.class);

    private final SignInReader reader;
    private final DeliveryLedger ledger;
    private final Checks checks;
    private final Function<Delivery, Mail> writer;
    private final Deliveries deliveries;
    private final Sender sender;
    private final Settler settler;
    private final PreparedRetries retries;
    private final Copies copies;
    private final DirectDeadLetters directly;
    private final GivenUpRecords givenUp;
    private final Repeats repeats;
    private final Clock clock;

    DeliveryPipeline(
            SignInReader reader,
            DeliveryLedger ledger,
            Checks checks,
            Function<Delivery, Mail> writer,
            Deliveries deliveries,
            Sender sender,
            Settler settler,
            Copies copies,
            DirectDeadLetters directly,
            Repeats repeats,
            Clock clock) {
        this.reader = reader;
        this.ledger = ledger;
        this.checks = checks;
        this.writer = writer;
        this.deliveries = deliveries;
        this.sender = sender;
        this.settler = settler;
        this.copies = copies;
        this.directly = directly;
        this.repeats = repeats;
        this.clock = clock;
        this.retries = new PreparedRetries(ledger, checks, writer, deliveries, sender, settler, repeats, clock);
        this.givenUp = new GivenUpRecords(reader, ledger, deliveries, settler, copies, directly, repeats, clock);
    }

    /**
     * Handles a record; blocks for as long as the database, the broker and the provider may. One that is not due yet is only
     * prepared.
     *
     * @param isProbe whether this is to find out if a paused provider works again
     */
    @Override
    public Handled handle(IncomingRecord incoming, boolean isProbe) {
        try {
            return read(incoming).last(record -> {
                if (record.headers().dueAt() == null) {
                    return deliver(record, isProbe);
                }
                return retries.handle(record, isProbe, () -> deliver(record, isProbe), () -> handle(incoming, false));
            });
        } catch (RuntimeException e) {
            return repeats.failed(incoming, e);
        }
    }

    @Override
    public Handled giveUp(IncomingRecord failed, Throwable cause, boolean isLastResort) {
        return givenUp.giveUp(failed, cause, isLastResort);
    }

    private Handled deliver(DecodedRecord record, boolean isProbe) {
        return claim(record)
                .then(attempt -> check(attempt, isProbe))
                .then(attempt -> write(attempt, isProbe))
                .last(written -> sender.handOver(written.attempt(), written.mail(), isProbe));
    }

    private Stage<DecodedRecord> read(IncomingRecord incoming) {
        return reader.read(incoming).handle(new Reading.Handling<>() {
            @Override
            public Stage<DecodedRecord> read(Reading.Read reading) {
                return Stage.goOn(DecodedRecord.of(incoming, reading.signIn()));
            }

            @Override
            public Stage<DecodedRecord> unreadable(Reading.Unreadable reading) {
                return Stage.end(directly.unreadable(incoming, reading.reason()));
            }

            @Override
            public Stage<DecodedRecord> notNow(Reading.NotNow reading) {
                return Stage.end(repeats.again(incoming, reading.why()));
            }
        });
    }

    private Stage<Attempt> claim(DecodedRecord record) {
        ClaimResult result = ledger.claim(record.request(), record.notBeforeDue(clock.instant()));
        return result.handle(new ClaimResult.Handling<>() {
            @Override
            public Stage<Attempt> claimed(ClaimResult.Claimed won) {
                Attempt attempt = deliveries.attempt(record, won.claim());
                settler.reached(Milestone.CLAIMED, attempt);
                return Stage.goOn(attempt);
            }

            @Override
            public Stage<Attempt> alreadyHandled(ClaimResult.AlreadyHandled handled) {
                return Stage.end(copies.drop(record.incoming(), handled));
            }

            @Override
            public Stage<Attempt> heldByAnother(ClaimResult.HeldByAnother held) {
                return Stage.end(repeats.again(record.incoming(), "held by another until " + held.until()));
            }

            @Override
            public Stage<Attempt> conflict(ClaimResult.Conflict conflict) {
                return Stage.end(directly.conflicting(record.incoming(), conflict.entry()));
            }
        });
    }

    /** A final failure that an earlier holder has noted is seen through: it is checked no more. */
    private Stage<Attempt> check(Attempt attempt, boolean isProbe) {
        FinalFailure failure = attempt.claim().failure();
        if (failure != null) {
            return Stage.end(settler.seeThrough(attempt, failure));
        }
        Optional<Outcome> objection = checks.objection(attempt, clock.instant());
        return objection
                .<Stage<Attempt>>map(outcome -> Stage.end(settler.settle(attempt, outcome, isProbe)))
                .orElseGet(() -> Stage.goOn(attempt));
    }

    private Stage<Written> write(Attempt attempt, boolean isProbe) {
        try {
            return Stage.goOn(new Written(attempt, writer.apply(attempt.delivery())));
        } catch (RefusedMailException e) {
            return Stage.end(settler.settle(attempt, rejected(e.reason()), isProbe));
        } catch (RuntimeException e) {
            log.error("event {}: its mail cannot be written", attempt.eventKey(), e);
            Reason bug = Reason.of("message_bug", String.valueOf(e.getMessage()));
            return Stage.end(settler.settle(attempt.describing(e), rejected(bug), isProbe));
        }
    }

    private static Outcome rejected(Reason reason) {
        return new Outcome.Rejected(reason, Suppression.NONE);
    }

    /** An attempt and its mail. */
    private record Written(Attempt attempt, Mail mail) {}
}

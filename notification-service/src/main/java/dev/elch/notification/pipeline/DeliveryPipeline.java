package dev.elch.notification.pipeline;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.notification.delivery.Check;
import dev.elch.notification.delivery.Delivery;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Progress;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.ledger.Claim;
import dev.elch.notification.ledger.ClaimRequest;
import dev.elch.notification.ledger.ClaimResult;
import dev.elch.notification.ledger.FinalFailure;
import dev.elch.notification.ledger.LedgerUnavailableException;
import dev.elch.notification.ledger.Verdict;
import dev.elch.notification.mail.Mail;
import dev.elch.notification.mail.RefusedMailException;
import dev.elch.notification.provider.Handover;
import dev.elch.notification.provider.MailProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one record all the way from its bytes to a settled outcome. Safe for use by many threads at once. */
public final class DeliveryPipeline implements RecordHandler {

    /** Why a mail of which nobody knows whether it went out becomes a dead letter. */
    static final Reason UNKNOWN = Reason.of("unknown", "the mail may have been accepted, its answer was lost");

    private static final Duration STAYS_PREPARED = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(DeliveryPipeline.class);

    private final SignInReader reader;
    private final List<Check> checks;
    private final Function<Delivery, Mail> writer;
    private final MailProvider provider;
    private final SettlingDesk desk;
    private final Clock clock;
    private final Duration sendWithin;

    /** @param sendWithin how long after its hand-over was noted a mail may still be given to the provider */
    DeliveryPipeline(
            SignInReader reader,
            List<Check> checks,
            Function<Delivery, Mail> writer,
            MailProvider provider,
            SettlingDesk desk,
            Clock clock,
            Duration sendWithin) {
        this.reader = reader;
        this.checks = List.copyOf(checks);
        this.writer = writer;
        this.provider = provider;
        this.desk = desk;
        this.clock = clock;
        this.sendWithin = sendWithin;
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
            Reading reading = reader.read(incoming);
            if (reading instanceof Reading.Read read) {
                return awaited(DecodedRecord.of(incoming, read.signIn()), isProbe);
            }
            return reading instanceof Reading.Unreadable bytes
                    ? unreadable(incoming, bytes.reason())
                    : again(incoming, reading.toString());
        } catch (RuntimeException e) {
            return failed(incoming, e);
        }
    }

    /** Through the ledger if it can be claimed, so that the event is settled as dead; else straight to the dead letters. */
    @Override
    public Handled giveUp(IncomingRecord failed, Throwable cause, boolean isLastResort) {
        IncomingRecord incoming = UnforeseenFailure.described(failed, cause);
        Reason reason = UnforeseenFailure.reason(cause);
        if (isLastResort) {
            return buried(incoming, reason, List.of());
        }
        try {
            if (reader.read(incoming) instanceof Reading.Read read) {
                DecodedRecord record = DecodedRecord.of(incoming, read.signIn());
                ClaimResult result = desk.ledger()
                        .claim(record.request(), notBefore(record.headers().dueAt()));
                if (result instanceof ClaimResult.Claimed won) {
                    Outcome rejected = new Outcome.Rejected(reason, Suppression.NONE);
                    return settle(describe(record, won.claim()), rejected, false);
                }
                if (result instanceof ClaimResult.AlreadyHandled handled) {
                    return dropped(incoming, handled);
                }
            }
            return buried(incoming, reason, List.of());
        } catch (RuntimeException e) {
            return desk.steps().isPassing(e) ? again(incoming, e.toString()) : buried(incoming, reason, List.of());
        }
    }

    private Handled failed(IncomingRecord incoming, RuntimeException e) {
        return desk.steps().isPassing(e) ? again(incoming, e.toString()) : new Handled.Failed(e, null);
    }

    /** A retry that goes on as foreseen is ready to be sent when it is due; everything else begins with a claim then. */
    private Handled awaited(DecodedRecord record, boolean isProbe) {
        Instant due = record.headers().dueAt();
        if (due == null) {
            return claimed(record, isProbe);
        }
        Supplier<Handled> rest = foreseen(record, notBefore(due))
                .<Supplier<Handled>>map(mail -> () -> sendForeseen(record, mail, isProbe))
                .orElse(() -> claimed(record, isProbe));
        return clock.instant().isBefore(due)
                ? new Handled.Prepared(due, () -> inTime(due, record.incoming(), rest))
                : rest.get();
    }

    /** What was prepared for too long is not looked at; what a clock that was set back makes early has to wait. */
    private Handled inTime(Instant due, IncomingRecord incoming, Supplier<Handled> rest) {
        Instant now = clock.instant();
        if (now.isBefore(due)) {
            return new Handled.Prepared(due, () -> inTime(due, incoming, rest));
        }
        try {
            return now.isAfter(due.plus(STAYS_PREPARED)) ? handle(incoming, false) : rest.get();
        } catch (RuntimeException e) {
            return failed(incoming, e);
        }
    }

    /** The mail to send at that time if nothing happens until then, by reading alone; empty when something has to be decided. */
    private Optional<Mail> foreseen(DecodedRecord record, Instant at) {
        ClaimRequest request = record.request();
        return desk.ledger()
                .find(request.eventKey(), at)
                .filter(entry -> entry.awaits(request, at))
                .flatMap(entry -> Optional.ofNullable(entry.firstAttemptAt()))
                .map(first ->
                        delivery(record.signIn(), request.attempt(), request.round(), first, Progress.HANDED_OVER))
                .filter(delivery -> objection(delivery, at).isEmpty())
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

    private Handled sendForeseen(DecodedRecord record, Mail mail, boolean isProbe) {
        Instant noted = notBefore(record.headers().dueAt());
        Optional<Claim> claim;
        try {
            claim = desk.ledger().claimToSend(record.request(), provider.name(), noted);
        } catch (LedgerUnavailableException e) {
            return unsent(record.incoming(), e, (reason, now) -> desk.takingBack(record.request(), noted, reason, now));
        }
        return claim.map(won -> sendInTime(describe(record, won), mail, noted, isProbe))
                .orElseGet(() -> claimed(record, isProbe));
    }

    private Handled claimed(DecodedRecord record, boolean isProbe) {
        Instant now = notBefore(record.headers().dueAt());
        ClaimResult result = desk.ledger().claim(record.request(), now);
        if (result instanceof ClaimResult.Claimed won) {
            desk.milestones().reached(Milestone.CLAIMED, record.request().eventKey());
            return attempted(describe(record, won.claim()), isProbe);
        }
        return notOurs(record.incoming(), result);
    }

    /** Now, but not before a record is due: what is not due is not ours to claim, even if the clock is set back meanwhile. */
    private Instant notBefore(@Nullable Instant due) {
        Instant now = clock.instant();
        return due != null && now.isBefore(due) ? due : now;
    }

    private Handled attempted(Attempt attempt, boolean isProbe) {
        FinalFailure failure = attempt.claim().failure();
        if (failure != null) {
            return settling(attempt.askedOf(failure.provider(), failure.latency()), isProbe)
                    .condemned(failure);
        }
        Optional<Outcome> settledEarly = objection(attempt);
        if (settledEarly.isPresent()) {
            return settle(attempt, settledEarly.get(), isProbe);
        }
        Mail mail;
        try {
            mail = writer.apply(attempt.delivery());
        } catch (RefusedMailException e) {
            return settle(attempt, new Outcome.Rejected(e.reason(), Suppression.NONE), isProbe);
        } catch (RuntimeException e) {
            log.error("event {}: its mail cannot be written", attempt.eventKey(), e);
            Reason bug = Reason.of("message_bug", String.valueOf(e.getMessage()));
            return settle(attempt, new Outcome.Rejected(bug, Suppression.NONE), isProbe);
        }
        desk.reached(Milestone.BEFORE_HAND_OVER, attempt);
        Instant noted = clock.instant();
        try {
            if (!desk.ledger().handOver(attempt.claim(), provider.name(), noted)) {
                return again(attempt.incoming(), "the claim is lost");
            }
        } catch (LedgerUnavailableException e) {
            return unsent(
                    attempt.incoming(),
                    e,
                    (reason, now) -> desk.recording(
                            attempt,
                            Verdict.putBack(attempt.claim(), "", reason, now),
                            SettlingDesk.UNSENT,
                            reason,
                            now));
        }
        return sendInTime(attempt, mail, noted, isProbe);
    }

    /** Whoever slept here for so long that its answer might come after the end of the lease may not begin. */
    private Handled sendInTime(Attempt attempt, Mail mail, Instant noted, boolean isProbe) {
        return clock.instant().isAfter(noted.plus(sendWithin))
                ? again(attempt.incoming(), "the claim may be over before the provider answers")
                : send(attempt, mail, isProbe);
    }

    /**
     * The ledger may have noted a hand-over, and nothing was handed over: put back, or it would count as unknown one day.
     *
     * @param puttingBack makes the step that does so, of the reason and the time
     */
    private Handled unsent(
            IncomingRecord incoming,
            LedgerUnavailableException e,
            BiFunction<Reason, Instant, Supplier<Steps.Taken>> puttingBack) {
        Reason reason = Reason.of("ledger_unavailable", String.valueOf(e.getMessage()));
        return desk.steps().take(List.of(puttingBack.apply(reason, clock.instant())), again(incoming, e.toString()));
    }

    private Handled send(Attempt attempt, Mail mail, boolean isProbe) {
        Instant asked = clock.instant();
        Instant due = attempt.headers().dueAt();
        if (due != null) {
            desk.steps()
                    .observe(() -> desk.meters().lateness(attempt.incoming().topic(), Duration.between(due, asked)));
        }
        Handover handover;
        try {
            handover = provider.handOver(mail);
        } catch (RuntimeException e) {
            log.error("event {}: {} failed in an unforeseen way", attempt.eventKey(), provider.name(), e);
            Reason bug = Reason.of("provider_bug", e.getClass().getSimpleName());
            handover = new Handover(provider.name(), new Outcome.Ambiguous(bug));
        }
        Duration took = Duration.between(asked, clock.instant());
        return settle(attempt.askedOf(handover.provider(), took), handover.outcome(), isProbe);
    }

    private Optional<Outcome> objection(Attempt attempt) {
        boolean mayBeOut = attempt.claim().unknowns() > 0;
        if (mayBeOut && desk.properties().whenUnknown() == DeliveryProperties.WhenUnknown.PARK) {
            return Optional.of(new Outcome.Rejected(UNKNOWN, Suppression.NONE));
        }
        return objection(attempt.delivery(), clock.instant()).map(dropped -> dropped);
    }

    private Optional<Outcome.Dropped> objection(Delivery delivery, Instant now) {
        return checks.stream()
                .flatMap(check -> check.objection(delivery, now).stream())
                .findFirst();
    }

    private Handled settle(Attempt attempt, Outcome outcome, boolean isProbe) {
        return outcome.settle(settling(attempt, isProbe));
    }

    private Settling settling(Attempt attempt, boolean isProbe) {
        return new Settling(attempt, desk, isProbe, clock.instant());
    }

    private Handled notOurs(IncomingRecord incoming, ClaimResult result) {
        if (result instanceof ClaimResult.Conflict conflict) {
            String eventKey = conflict.entry().eventKey();
            Reason reason =
                    Reason.of("conflicting_payload", "event " + eventKey + " was seen before with other content");
            return incoming.headers().round() > conflict.entry().round()
                    ? buriedAndTold(incoming, eventKey, reason)
                    : buried(incoming, reason, List.of());
        }
        if (result instanceof ClaimResult.HeldByAnother held) {
            return again(incoming, "held by another until " + held.until());
        }
        return dropped(incoming, (ClaimResult.AlreadyHandled) result);
    }

    private Handled dropped(IncomingRecord incoming, ClaimResult.AlreadyHandled handled) {
        log.info(
                "event {}: {} is a copy, the event is {}",
                handled.entry().eventKey(),
                incoming.place(),
                handled.entry().state());
        int round = incoming.headers().round();
        boolean isReplayInVain = round > handled.entry().round();
        if (handled.bySameRecord() || isReplayInVain) {
            return desk.steps()
                    .take(
                            List.of(desk.announcingAgain(handled.entry(), round, incoming.traceparent())),
                            new Handled.Done(false));
        }
        desk.steps()
                .observe(() -> desk.meters().duplicate(handled.entry().state().name()));
        return new Handled.Done(false);
    }

    private Handled unreadable(IncomingRecord incoming, Reason reason) {
        String eventKey = incoming.headers().eventKey();
        return incoming.headers().round() > 0 && eventKey != null
                ? buriedAndTold(incoming, eventKey, reason)
                : buried(incoming, reason, List.of());
    }

    /** For a replay, because somebody waits for its end. */
    private Handled buriedAndTold(IncomingRecord incoming, String eventKey, Reason reason) {
        return buried(
                incoming,
                reason,
                List.of(desk.announcingBuried(
                        eventKey, incoming.headers(), reason, clock.instant(), incoming.traceparent())));
    }

    /** Straight to the dead letters, and past the ledger, which may know the key for something else. */
    private Handled buried(IncomingRecord incoming, Reason reason, List<Supplier<Steps.Taken>> afterwards) {
        log.warn("{}: straight to the dead letters, {}: {}", incoming.place(), reason.kind(), reason.text());
        DeliveryHeaders dead = incoming.headers().dead(desk.cause(reason), clock.instant());
        List<Supplier<Steps.Taken>> steps = new ArrayList<>();
        steps.add(() -> desk.deadLetters().add(incoming.envelope().with(dead)) ? Steps.Taken.DONE : Steps.Taken.AGAIN);
        steps.addAll(afterwards);
        return desk.steps().take(steps, new Handled.Done(false));
    }

    private Handled again(IncomingRecord incoming, String why) {
        log.info("{}: again in {}, {}", incoming.place(), desk.properties().again(), why);
        return new Handled.Again(clock.instant().plus(desk.properties().again()));
    }

    private Attempt describe(DecodedRecord record, Claim claim) {
        Delivery delivery =
                delivery(record.signIn(), claim.attempt(), claim.round(), claim.firstAttemptAt(), claim.before());
        return new Attempt(record.incoming(), record.headers(), claim, delivery, "", Duration.ZERO);
    }

    private Delivery delivery(SignIn signIn, int attempt, int round, Instant firstAttemptAt, Progress before) {
        Instant notAfter = signIn.occurredAt().plus(desk.properties().notAfter());
        return new Delivery(signIn, attempt, round, firstAttemptAt, notAfter, before);
    }
}

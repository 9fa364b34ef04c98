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
import dev.elch.notification.ledger.Death;
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
    public Handled handle(Arrival arrival, boolean isProbe) {
        try {
            Reading reading = reader.read(arrival.envelope().value());
            if (reading instanceof Reading.Read read) {
                return awaited(InHand.of(arrival, read.signIn()), isProbe);
            }
            return reading instanceof Reading.Unreadable bytes
                    ? unreadable(arrival, bytes.reason())
                    : again(arrival, reading.toString());
        } catch (RuntimeException e) {
            return failed(arrival, e);
        }
    }

    /** Through the ledger if it can be claimed, so that the event is settled as dead; else straight to the dead letters. */
    @Override
    public Handled giveUp(Arrival failed, Throwable cause, boolean isLastResort) {
        Arrival arrival = UnforeseenFailure.described(failed, cause);
        Reason reason = UnforeseenFailure.reason(cause);
        if (isLastResort) {
            return buried(arrival, reason, List.of());
        }
        try {
            if (reader.read(arrival.envelope().value()) instanceof Reading.Read read) {
                InHand record = InHand.of(arrival, read.signIn());
                ClaimResult result = desk.ledger()
                        .claim(record.request(), notBefore(record.headers().dueAt()));
                if (result instanceof ClaimResult.Claimed won) {
                    Outcome rejected = new Outcome.Rejected(reason, Suppression.NONE);
                    return settle(describe(record, won.claim()), rejected, false);
                }
                if (result instanceof ClaimResult.AlreadyHandled handled) {
                    return dropped(arrival, handled);
                }
            }
            return buried(arrival, reason, List.of());
        } catch (RuntimeException e) {
            return desk.steps().isPassing(e) ? again(arrival, e.toString()) : buried(arrival, reason, List.of());
        }
    }

    private Handled failed(Arrival arrival, RuntimeException e) {
        return desk.steps().isPassing(e) ? again(arrival, e.toString()) : new Handled.Failed(e, null);
    }

    /** A retry that goes on as foreseen is ready to be sent when it is due; everything else begins with a claim then. */
    private Handled awaited(InHand record, boolean isProbe) {
        Instant due = record.headers().dueAt();
        if (due == null) {
            return claimed(record, isProbe);
        }
        Supplier<Handled> rest = foreseen(record, notBefore(due))
                .<Supplier<Handled>>map(mail -> () -> sendForeseen(record, mail, isProbe))
                .orElse(() -> claimed(record, isProbe));
        return clock.instant().isBefore(due)
                ? new Handled.Prepared(due, () -> inTime(due, record.arrival(), rest))
                : rest.get();
    }

    /** What was prepared for too long is not looked at; what a clock that was set back makes early has to wait. */
    private Handled inTime(Instant due, Arrival arrival, Supplier<Handled> rest) {
        Instant now = clock.instant();
        if (now.isBefore(due)) {
            return new Handled.Prepared(due, () -> inTime(due, arrival, rest));
        }
        try {
            return now.isAfter(due.plus(STAYS_PREPARED)) ? handle(arrival, false) : rest.get();
        } catch (RuntimeException e) {
            return failed(arrival, e);
        }
    }

    /** The mail to send at that time if nothing happens until then, by reading alone; empty when something has to be decided. */
    private Optional<Mail> foreseen(InHand record, Instant at) {
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

    private Handled sendForeseen(InHand record, Mail mail, boolean isProbe) {
        Instant noted = notBefore(record.headers().dueAt());
        Optional<Claim> claim;
        try {
            claim = desk.ledger().claimToSend(record.request(), provider.name(), noted);
        } catch (LedgerUnavailableException e) {
            return unsent(record.arrival(), e, (reason, now) -> desk.takingBack(record.request(), noted, reason, now));
        }
        return claim.map(won -> sendInTime(describe(record, won), mail, noted, isProbe))
                .orElseGet(() -> claimed(record, isProbe));
    }

    private Handled claimed(InHand record, boolean isProbe) {
        Instant now = notBefore(record.headers().dueAt());
        ClaimResult result = desk.ledger().claim(record.request(), now);
        if (result instanceof ClaimResult.Claimed won) {
            desk.milestones().reached(Milestone.CLAIMED, record.request().eventKey());
            return attempted(describe(record, won.claim()), isProbe);
        }
        return notOurs(record.arrival(), result);
    }

    /** Now, but not before a record is due: what is not due is not ours to claim, even if the clock is set back meanwhile. */
    private Instant notBefore(@Nullable Instant due) {
        Instant now = clock.instant();
        return due != null && now.isBefore(due) ? due : now;
    }

    private Handled attempted(Attempt attempt, boolean isProbe) {
        Death death = attempt.claim().death();
        if (death != null) {
            return settling(attempt.askedOf(death.provider(), death.latency()), isProbe)
                    .condemned(death);
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
            log.error("event {}: its mail can not be written", attempt.eventKey(), e);
            Reason bug = Reason.of("message_bug", String.valueOf(e.getMessage()));
            return settle(attempt, new Outcome.Rejected(bug, Suppression.NONE), isProbe);
        }
        desk.reached(Milestone.BEFORE_HAND_OVER, attempt);
        Instant noted = clock.instant();
        try {
            if (!desk.ledger().handOver(attempt.claim(), provider.name(), noted)) {
                return again(attempt.arrival(), "the claim is lost");
            }
        } catch (LedgerUnavailableException e) {
            return unsent(
                    attempt.arrival(),
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
                ? again(attempt.arrival(), "the claim may be over before the provider answers")
                : send(attempt, mail, isProbe);
    }

    /**
     * The ledger may have noted a hand-over, and nothing was handed over: put back, or it would count as unknown one day.
     *
     * @param puttingBack makes the step that does so, of the reason and the time
     */
    private Handled unsent(
            Arrival arrival,
            LedgerUnavailableException e,
            BiFunction<Reason, Instant, Supplier<Steps.Taken>> puttingBack) {
        Reason reason = Reason.of("ledger_unavailable", String.valueOf(e.getMessage()));
        return desk.steps().take(List.of(puttingBack.apply(reason, clock.instant())), again(arrival, e.toString()));
    }

    private Handled send(Attempt attempt, Mail mail, boolean isProbe) {
        Instant asked = clock.instant();
        Instant due = attempt.headers().dueAt();
        if (due != null) {
            desk.steps().observe(() -> desk.meters().lateness(attempt.arrival().topic(), Duration.between(due, asked)));
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

    private Handled notOurs(Arrival arrival, ClaimResult result) {
        if (result instanceof ClaimResult.Conflict conflict) {
            String eventKey = conflict.entry().eventKey();
            Reason reason =
                    Reason.of("conflicting_payload", "event " + eventKey + " was seen before with other content");
            return arrival.headers().round() > conflict.entry().round()
                    ? buriedAndTold(arrival, eventKey, reason)
                    : buried(arrival, reason, List.of());
        }
        if (result instanceof ClaimResult.HeldByAnother held) {
            return again(arrival, "held by another until " + held.until());
        }
        return dropped(arrival, (ClaimResult.AlreadyHandled) result);
    }

    private Handled dropped(Arrival arrival, ClaimResult.AlreadyHandled handled) {
        log.info(
                "event {}: {} is a copy, the event is {}",
                handled.entry().eventKey(),
                arrival.place(),
                handled.entry().state());
        int round = arrival.headers().round();
        boolean isReplayInVain = round > handled.entry().round();
        if (handled.bySameRecord() || isReplayInVain) {
            return desk.steps()
                    .take(
                            List.of(desk.announcingAgain(handled.entry(), round, arrival.traceparent())),
                            new Handled.Done(false));
        }
        desk.steps()
                .observe(() -> desk.meters().duplicate(handled.entry().state().name()));
        return new Handled.Done(false);
    }

    private Handled unreadable(Arrival arrival, Reason reason) {
        String eventKey = arrival.headers().eventKey();
        return arrival.headers().round() > 0 && eventKey != null
                ? buriedAndTold(arrival, eventKey, reason)
                : buried(arrival, reason, List.of());
    }

    /** For a replay, because somebody waits for its end. */
    private Handled buriedAndTold(Arrival arrival, String eventKey, Reason reason) {
        return buried(
                arrival,
                reason,
                List.of(desk.announcingBuried(
                        eventKey, arrival.headers(), reason, clock.instant(), arrival.traceparent())));
    }

    /** Straight to the dead letters, and past the ledger, which may know the key for something else. */
    private Handled buried(Arrival arrival, Reason reason, List<Supplier<Steps.Taken>> afterwards) {
        log.warn("{}: straight to the dead letters, {}: {}", arrival.place(), reason.kind(), reason.text());
        DeliveryHeaders dead = arrival.headers().dead(desk.cause(reason), clock.instant());
        List<Supplier<Steps.Taken>> steps = new ArrayList<>();
        steps.add(() -> desk.deadLetters().bury(arrival.envelope().with(dead)) ? Steps.Taken.DONE : Steps.Taken.AGAIN);
        steps.addAll(afterwards);
        return desk.steps().take(steps, new Handled.Done(false));
    }

    private Handled again(Arrival arrival, String why) {
        log.info("{}: again in {}, {}", arrival.place(), desk.properties().again(), why);
        return new Handled.Again(clock.instant().plus(desk.properties().again()));
    }

    private Attempt describe(InHand record, Claim claim) {
        Delivery delivery =
                delivery(record.signIn(), claim.attempt(), claim.round(), claim.firstAttemptAt(), claim.before());
        return new Attempt(record.arrival(), record.headers(), claim, delivery, "", Duration.ZERO);
    }

    private Delivery delivery(SignIn signIn, int attempt, int round, Instant firstAttemptAt, Progress before) {
        Instant notAfter = signIn.occurredAt().plus(desk.properties().notAfter());
        return new Delivery(signIn, attempt, round, firstAttemptAt, notAfter, before);
    }
}

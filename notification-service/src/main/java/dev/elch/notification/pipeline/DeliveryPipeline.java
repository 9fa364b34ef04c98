package dev.elch.notification.pipeline;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.MaskedAddress;
import dev.elch.notification.delivery.Check;
import dev.elch.notification.delivery.Delivery;
import dev.elch.notification.delivery.Fingerprint;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.ledger.Claim;
import dev.elch.notification.ledger.ClaimRequest;
import dev.elch.notification.ledger.ClaimResult;
import dev.elch.notification.ledger.Death;
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
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one record all the way from its bytes to a settled outcome. Safe for use by many threads at once. */
public final class DeliveryPipeline {

    /** Why a mail of which nobody knows whether it went out becomes a dead letter. */
    static final Reason UNKNOWN = Reason.of("unknown", "the mail may have been accepted, its answer was lost");

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
     * Handles a record; blocks for as long as the database, the broker and the provider may.
     *
     * @param isProbe whether this is to find out if a paused provider works again
     */
    public Handled handle(Arrival arrival, boolean isProbe) {
        try {
            Reading reading = reader.read(arrival.envelope().value());
            if (reading instanceof Reading.Read read) {
                return claimed(arrival, read.signIn(), isProbe);
            }
            return reading instanceof Reading.Unreadable bytes
                    ? unreadable(arrival, bytes.reason())
                    : again(arrival, reading.toString());
        } catch (RuntimeException e) {
            return again(arrival, e.toString());
        }
    }

    private Handled claimed(Arrival arrival, SignIn signIn, boolean isProbe) {
        DeliveryHeaders headers = arrival.headers().identifiedBy(signIn.eventKey(), arrival.place());
        ClaimRequest request = new ClaimRequest(
                signIn.eventKey(),
                signIn.userId(),
                headers.round(),
                headers.attempt(),
                Fingerprint.of(signIn),
                MaskedAddress.orEmpty(signIn.email()),
                headers.isEdited(),
                arrival.place(),
                headers.endedClaim());
        ClaimResult result = desk.ledger().claim(request, clock.instant());
        if (result instanceof ClaimResult.Claimed won) {
            desk.milestones().reached(Milestone.CLAIMED, signIn.eventKey());
            return attempted(describe(arrival, headers, won.claim(), signIn), isProbe);
        }
        return notOurs(arrival, result);
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
        if (!desk.ledger().handOver(attempt.claim(), provider.name(), noted)) {
            return again(attempt.arrival(), "the claim is lost");
        }
        // Whoever slept here for so long that its answer might come after the end of the lease may not begin.
        return clock.instant().isAfter(noted.plus(sendWithin))
                ? again(attempt.arrival(), "the claim may be over before the provider answers")
                : send(attempt, mail, isProbe);
    }

    private Handled send(Attempt attempt, Mail mail, boolean isProbe) {
        Instant asked = clock.instant();
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
        Instant now = clock.instant();
        return checks.stream()
                .flatMap(check -> check.objection(attempt.delivery(), now).stream())
                .<Outcome>map(dropped -> dropped)
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
        desk.meters().duplicate(handled.entry().state().name());
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

    private Attempt describe(Arrival arrival, DeliveryHeaders headers, Claim claim, SignIn signIn) {
        Delivery delivery = new Delivery(
                signIn,
                claim.attempt(),
                claim.round(),
                claim.firstAttemptAt(),
                signIn.occurredAt().plus(desk.properties().notAfter()),
                claim.before());
        return new Attempt(arrival, headers, claim, delivery, "", Duration.ZERO);
    }
}

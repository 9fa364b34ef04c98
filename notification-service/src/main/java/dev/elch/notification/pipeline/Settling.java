package dev.elch.notification.pipeline;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.DeliveryState;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Settlement;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.ledger.FinalFailure;
import dev.elch.notification.ledger.Verdict;
import dev.elch.notification.retry.Hop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Settles one attempt, always in this order: publish the next hop, record, announce. A crash in between repeats a step that
 * the ledger knows about, and loses nothing. Before a dead letter is published the ledger notes what the event dies of, so
 * that the letter stays the only outcome, whoever takes over.
 */
final class Settling implements Settlement<Handled> {

    private final Attempt attempt;
    private final SettlingDesk desk;
    private final boolean isProbe;
    private final Instant now;

    /** @param isProbe whether this attempt was made to see if a paused provider works again */
    Settling(Attempt attempt, SettlingDesk desk, boolean isProbe, Instant now) {
        this.attempt = attempt;
        this.desk = desk;
        this.isProbe = isProbe;
        this.now = now;
    }

    @Override
    public Handled accepted(Outcome.Accepted outcome) {
        desk.reached(Milestone.ACCEPTED_NOT_RECORDED, attempt);
        Verdict sent = Verdict.sent(attempt.claim(), attempt.provider(), outcome.receipt());
        Reason taken = Reason.of("accepted", outcome.receipt());
        return settle(List.of(
                desk.recording(attempt, sent, "accepted", taken, now),
                desk.announcing(attempt, DeliveryState.SENT, null, outcome.receipt(), now)));
    }

    @Override
    public Handled retryLater(Outcome.RetryLater outcome) {
        if (isProbe) {
            return pause(new Outcome.Pause(Outcome.Pause.PROVIDER, outcome.reason()));
        }
        return desk.chain()
                .afterAttempt(attempt.delivery().attempt(), now)
                .map(hop -> waitForNextAttempt(hop, "retry_later", outcome.reason()))
                .orElseGet(() -> dead("retry_later", outcome.reason(), Suppression.NONE));
    }

    @Override
    public Handled retryAfter(Outcome.RetryAfter outcome) {
        return waitForSameAttempt(outcome.notBefore(), "retry_after", outcome.reason());
    }

    @Override
    public Handled pause(Outcome.Pause outcome) {
        if (!outcome.scope().equals(Outcome.Pause.PROVIDER)) {
            return waitForSameAttempt(now.plus(desk.domainPause()), "pause", outcome.reason());
        }
        Verdict putBack = Verdict.putBack(attempt.claim(), attempt.provider(), outcome.reason(), now);
        return desk.steps()
                .take(
                        List.of(desk.recording(attempt, putBack, "pause", outcome.reason(), now)),
                        new Handled.Paused(outcome));
    }

    @Override
    public Handled rejected(Outcome.Rejected outcome) {
        return dead("rejected", outcome.reason(), outcome.suppression());
    }

    @Override
    public Handled dropped(Outcome.Dropped outcome) {
        Verdict suppressed = Verdict.suppressed(attempt.claim(), attempt.provider(), outcome.reason());
        return settle(List.of(
                desk.suppressing(attempt, outcome.suppression(), outcome.reason(), now),
                desk.recording(attempt, suppressed, "dropped", outcome.reason(), now),
                desk.announcing(attempt, DeliveryState.SUPPRESSED, outcome.reason(), "", now)));
    }

    @Override
    public Handled ambiguous(Outcome.Ambiguous outcome) {
        Optional<Hop> hop = desk.chain().afterAttempt(attempt.delivery().attempt(), now.plus(desk.unknownGrace()), now);
        boolean isSecondTime = attempt.claim().unknowns() > 0;
        if (hop.isEmpty() || isSecondTime) {
            return dead("ambiguous", DeliveryPipeline.UNKNOWN, Suppression.NONE);
        }
        DeliveryHeaders next = attempt.headers().nextAttempt(hop.get().dueAt(), desk.cause(outcome.reason()), now);
        Verdict unknown = Verdict.unknown(next.attempt(), hop.get().dueAt(), attempt.provider(), outcome.reason());
        return settle(
                List.of(
                        desk.publishing(attempt, hop.get(), next),
                        desk.recording(attempt, unknown, "ambiguous", outcome.reason(), now)),
                () -> dead("ambiguous", DeliveryPipeline.UNKNOWN, Suppression.NONE));
    }

    private Handled waitForNextAttempt(Hop hop, String word, Reason reason) {
        DeliveryHeaders next = attempt.headers().nextAttempt(hop.dueAt(), desk.cause(reason), now);
        return await(hop, next.ending(attempt.claim().fence()), word, reason);
    }

    private Handled waitForSameAttempt(Instant notBefore, String word, Reason reason) {
        Hop hop = desk.chain().notBefore(notBefore, now);
        DeliveryHeaders next = attempt.headers().sameAttempt(hop.dueAt(), desk.cause(reason), now);
        return await(hop, next.ending(attempt.claim().fence()), word, reason);
    }

    private Handled await(Hop hop, DeliveryHeaders next, String word, Reason reason) {
        Verdict waiting = Verdict.waiting(next.attempt(), hop.dueAt(), attempt.provider(), reason);
        Reason impossible = Reason.of("retry_impossible", hop.topic() + " never takes the record; " + reason.text());
        return settle(
                List.of(desk.publishing(attempt, hop, next), desk.recording(attempt, waiting, word, reason, now)),
                () -> dead(word, impossible, Suppression.NONE));
    }

    /** Sees a failure through that an earlier holder of the event has noted; the provider has not been asked again. */
    Handled condemned(FinalFailure failure) {
        return desk.steps().take(burial(failure), new Handled.Done(false));
    }

    private Handled dead(String word, Reason reason, Suppression suppression) {
        desk.reached(Milestone.REFUSED_NOT_RECORDED, attempt);
        boolean mayBeOut = reason.equals(DeliveryPipeline.UNKNOWN);
        FinalFailure failure =
                new FinalFailure(attempt.provider(), word, reason, suppression, attempt.latency(), mayBeOut);
        List<Supplier<Steps.Taken>> steps = new ArrayList<>();
        steps.add(desk.notingFailure(attempt, failure));
        steps.addAll(burial(failure));
        return settle(steps);
    }

    /** A condemned event is checked no more, so its own refusal may suppress the address before its failure is recorded. */
    private List<Supplier<Steps.Taken>> burial(FinalFailure failure) {
        Verdict dead = Verdict.dead(attempt.claim(), attempt.provider(), failure.reason());
        return List.of(
                desk.suppressing(attempt, failure.suppression(), failure.reason(), now),
                desk.burying(attempt, failure, now),
                desk.recording(attempt, dead, failure.outcome(), failure.reason(), now),
                desk.announcing(attempt, DeliveryState.DEAD, failure.reason(), "", now));
    }

    private Handled settle(List<Supplier<Steps.Taken>> steps, Supplier<Handled> whenImpossible) {
        return desk.steps().take(steps, new Handled.Done(!attempt.provider().isEmpty()), whenImpossible);
    }

    private Handled settle(List<Supplier<Steps.Taken>> steps) {
        return desk.steps().take(steps, new Handled.Done(!attempt.provider().isEmpty()));
    }
}

package dev.elch.notification.pipeline;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.DeliveryState;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Settlement;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.ledger.ClaimRequest;
import dev.elch.notification.ledger.FinalFailure;
import dev.elch.notification.ledger.Verdict;
import dev.elch.notification.provider.HeldBackMails;
import dev.elch.notification.provider.ReasonKind;
import dev.elch.notification.retry.Hop;
import dev.elch.notification.retry.RetryChain;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Settles attempts, always in this order: publish the next hop, record, announce. A crash in between repeats a step that the
 * ledger knows about, and loses nothing. Before a dead letter is published the ledger notes the final failure, so that the
 * dead letter stays the only outcome, whichever process takes over.
 */
final class Settler {

    private final DurableSteps durable;
    private final Steps steps;
    private final RetryChain chain;
    private final DeliveryProperties properties;
    private final Clock clock;
    private final HeldBackMails heldBack = new HeldBackMails();

    Settler(DurableSteps durable, Steps steps, RetryChain chain, DeliveryProperties properties, Clock clock) {
        this.durable = durable;
        this.steps = steps;
        this.chain = chain;
        this.properties = properties;
        this.clock = clock;
    }

    /** @param isProbe whether the attempt was made to see if a paused provider works again */
    Handled settle(Attempt attempt, Outcome outcome, boolean isProbe) {
        return outcome.settle(new OfAttempt(attempt, isProbe, clock.instant()));
    }

    /** Sees a final failure through that an earlier holder of the event has noted; the provider is not asked again. */
    Handled seeThrough(Attempt attempt, FinalFailure failure) {
        Attempt made = attempt.askedOf(failure.provider(), failure.latency());
        return steps.take(
                new OfAttempt(made, false, clock.instant()).deadLettering(failure),
                new Handled.Done(Handled.ProviderAnswer.NONE));
    }

    /** Puts a claimed attempt back of which nothing was sent, and goes on with {@code then}. */
    Handled putBack(Attempt attempt, Reason reason, Handled then) {
        Instant now = clock.instant();
        Verdict putBack = Verdict.putBack(attempt.claim(), "", reason, now);
        return steps.take(List.of(durable.recording(attempt, putBack, DurableSteps.UNSENT, reason, now)), then);
    }

    /** Puts back what a claim has got whose answer was lost, and goes on with {@code then}. */
    Handled takeBack(ClaimRequest request, Instant claimed, Reason reason, Handled then) {
        return steps.take(List.of(durable.takingBack(request, claimed, reason, clock.instant())), then);
    }

    void reached(Milestone milestone, Attempt attempt) {
        durable.reached(milestone, attempt);
    }

    /** What is done about each outcome of one attempt. */
    private final class OfAttempt implements Settlement<Handled> {

        private final Attempt attempt;
        private final boolean isProbe;
        private final Instant now;
        private final boolean isInDoubt;

        private OfAttempt(Attempt attempt, boolean isProbe, Instant now) {
            this(attempt, isProbe, now, false);
        }

        private OfAttempt(Attempt attempt, boolean isProbe, Instant now, boolean isInDoubt) {
            this.attempt = attempt;
            this.isProbe = isProbe;
            this.now = now;
            this.isInDoubt = isInDoubt;
        }

        /** The same, where it is open whether the provider works. */
        private OfAttempt inDoubt() {
            return new OfAttempt(attempt, isProbe, now, true);
        }

        @Override
        public Handled accepted(Outcome.Accepted outcome) {
            heldBack.accepted(attempt.eventKey());
            durable.reached(Milestone.ACCEPTED_NOT_RECORDED, attempt);
            Verdict sent = Verdict.sent(attempt.claim(), attempt.provider(), outcome.receipt());
            Reason taken = Reason.of("accepted", outcome.receipt());
            return settle(List.of(
                    durable.recording(attempt, sent, "accepted", taken, now),
                    durable.announcing(attempt, DeliveryState.SENT, null, outcome.receipt(), now)));
        }

        @Override
        public Handled retryLater(Outcome.RetryLater outcome) {
            if (isProbe && !heldBack.failedAgain(attempt.eventKey())) {
                return putBack(new Outcome.Pause(Outcome.Pause.PROVIDER, outcome.reason()));
            }
            return (isProbe ? inDoubt() : this).useAttempt(outcome.reason());
        }

        private Handled useAttempt(Reason reason) {
            return chain.afterAttempt(attempt.delivery().attempt(), now)
                    .map(hop -> waitForNextAttempt(hop, "retry_later", reason))
                    .orElseGet(() -> dead("retry_later", reason, Suppression.NONE));
        }

        @Override
        public Handled retryAfter(Outcome.RetryAfter outcome) {
            return waitForSameAttempt(outcome.notBefore(), "retry_after", outcome.reason());
        }

        /** What the provider says of itself is not the mail's fault, but a mail that alone makes it say so waits by itself. */
        @Override
        public Handled pause(Outcome.Pause outcome) {
            boolean isOfAll = outcome.scope().equals(Outcome.Pause.PROVIDER);
            boolean wasAsked = !outcome.reason().kind().equals(ReasonKind.BREAKER_OPEN);
            if (isOfAll && !(wasAsked && heldBack.failedAgain(attempt.eventKey()))) {
                return putBack(outcome);
            }
            return (isOfAll ? inDoubt() : this)
                    .waitForSameAttempt(now.plus(properties.domainPause()), "pause", outcome.reason());
        }

        private Handled putBack(Outcome.Pause outcome) {
            Verdict putBack = Verdict.putBack(attempt.claim(), attempt.provider(), outcome.reason(), now);
            return steps.take(
                    List.of(durable.recording(attempt, putBack, "pause", outcome.reason(), now)),
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
                    durable.suppressing(attempt, outcome.suppression(), outcome.reason(), now),
                    durable.recording(attempt, suppressed, "dropped", outcome.reason(), now),
                    durable.announcing(attempt, DeliveryState.SUPPRESSED, outcome.reason(), "", now)));
        }

        @Override
        public Handled ambiguous(Outcome.Ambiguous outcome) {
            Instant earliest = now.plus(properties.unknownGrace());
            Optional<Hop> hop = chain.afterAttempt(attempt.delivery().attempt(), earliest, now);
            boolean isSecondTime = attempt.claim().unknowns() > 0;
            if (hop.isEmpty() || isSecondTime) {
                return dead("ambiguous", Checks.UNKNOWN, Suppression.NONE);
            }
            DeliveryHeaders next =
                    attempt.headers().nextAttempt(hop.get().dueAt(), DurableSteps.cause(outcome.reason()), now);
            Verdict unknown = Verdict.unknown(next.attempt(), hop.get().dueAt(), attempt.provider(), outcome.reason());
            return settle(
                    List.of(
                            durable.publishing(attempt, hop.get(), next),
                            durable.recording(attempt, unknown, "ambiguous", outcome.reason(), now)),
                    () -> dead("ambiguous", Checks.UNKNOWN, Suppression.NONE));
        }

        private Handled waitForNextAttempt(Hop hop, String word, Reason reason) {
            DeliveryHeaders next = attempt.headers().nextAttempt(hop.dueAt(), DurableSteps.cause(reason), now);
            return await(hop, next.ending(attempt.claim().fence()), word, reason);
        }

        private Handled waitForSameAttempt(Instant notBefore, String word, Reason reason) {
            Hop hop = chain.notBefore(notBefore, now);
            DeliveryHeaders next = attempt.headers().sameAttempt(hop.dueAt(), DurableSteps.cause(reason), now);
            return await(hop, next.ending(attempt.claim().fence()), word, reason);
        }

        private Handled await(Hop hop, DeliveryHeaders next, String word, Reason reason) {
            Verdict waiting = Verdict.waiting(next.attempt(), hop.dueAt(), attempt.provider(), reason);
            Reason impossible =
                    Reason.of("retry_impossible", hop.topic() + " never takes the record; " + reason.text());
            return settle(
                    List.of(
                            durable.publishing(attempt, hop, next),
                            durable.recording(attempt, waiting, word, reason, now)),
                    () -> dead(word, impossible, Suppression.NONE));
        }

        private Handled dead(String word, Reason reason, Suppression suppression) {
            durable.reached(Milestone.REFUSED_NOT_RECORDED, attempt);
            boolean mayBeOut = reason.equals(Checks.UNKNOWN);
            FinalFailure failure =
                    new FinalFailure(attempt.provider(), word, reason, suppression, attempt.latency(), mayBeOut);
            List<Supplier<Steps.Taken>> all = new ArrayList<>();
            all.add(durable.notingFailure(attempt, failure));
            all.addAll(deadLettering(failure));
            return settle(all);
        }

        /** The event is checked no more, so its own refusal may suppress the address before its end is recorded. */
        private List<Supplier<Steps.Taken>> deadLettering(FinalFailure failure) {
            Verdict dead = Verdict.dead(attempt.claim(), attempt.provider(), failure.reason());
            return List.of(
                    durable.suppressing(attempt, failure.suppression(), failure.reason(), now),
                    durable.deadLettering(attempt, failure, now),
                    durable.recording(attempt, dead, failure.outcome(), failure.reason(), now),
                    durable.announcing(attempt, DeliveryState.DEAD, failure.reason(), "", now));
        }

        private Handled settle(List<Supplier<Steps.Taken>> all) {
            return steps.take(all, done());
        }

        private Handled settle(List<Supplier<Steps.Taken>> all, Supplier<Handled> whenImpossible) {
            return steps.take(all, done(), whenImpossible);
        }

        private Handled done() {
            if (attempt.provider().isEmpty()) {
                return new Handled.Done(Handled.ProviderAnswer.NONE);
            }
            return new Handled.Done(isInDoubt ? Handled.ProviderAnswer.IN_DOUBT : Handled.ProviderAnswer.WORKS);
        }
    }
}

package dev.elch.notification.simulation;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.mail.Mail;
import dev.elch.notification.provider.MailProvider;
import java.time.Duration;
import java.time.Instant;

/** A provider that takes its time and answers by chance; in the end it takes everything. */
final class SimulatedProvider implements MailProvider {

    private static final int PATIENT_AFTER = 12;

    private final World world;
    private final SimulatedInstance instance;

    SimulatedProvider(World world, SimulatedInstance instance) {
        this.world = world;
        this.instance = instance;
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public Outcome send(Mail mail) {
        // No time passes between the look at the clock before a mail is given away and the giving: nothing could help
        // then.
        Sending sending = world.evidence().begins(mail.eventKey(), instance);
        world.step(instance, "send " + mail.eventKey());
        boolean isAtOnce = world.dice().happens(0.5);
        if (isAtOnce) {
            answer(sending);
        }
        world.time().pass(latency());
        if (!isAtOnce) {
            instance.requireAlive();
            answer(sending);
        }
        world.step(instance, world.evidence().answered(mail.eventKey(), sending.answer()));
        return mistaken(sending.answer());
    }

    private void answer(Sending sending) {
        Outcome outcome = outcome(sending);
        boolean isTaken = outcome instanceof Outcome.Accepted
                || (outcome instanceof Outcome.Ambiguous && world.dice().happens(0.5));
        sending.answered(outcome, isTaken);
        world.evidence().count(outcome.getClass().getSimpleName());
    }

    private Outcome outcome(Sending sending) {
        Instant now = world.time().instant();
        if (world.scenario().isPaused(now)) {
            return new Outcome.Pause(Outcome.Pause.PROVIDER, Reason.of("provider_down", "out of order"));
        }
        if (sending.number() > PATIENT_AFTER) {
            return new Outcome.Accepted("receipt");
        }
        int fate = world.dice().from(0, 99) + (world.isStubborn(sending.eventKey()) ? 40 : 0);
        if (fate < 45) {
            return new Outcome.Accepted("receipt");
        }
        if (fate < 53) {
            return new Outcome.RetryAfter(
                    now.plus(world.dice().millis(500, 400_000)), Reason.of("greylisted", "come again"));
        }
        if (fate < 61) {
            return new Outcome.Ambiguous(Reason.of("answer_lost", "no answer"));
        }
        if (fate < 68) {
            return new Outcome.Rejected(
                    Reason.of("bad_address", "no such user"), fate < 65 ? Suppression.UNTIL_LIFTED : Suppression.NONE);
        }
        return fate < 70
                ? new Outcome.Pause("domain:example.com", Reason.of("domain_refuses_us", "not from you"))
                : new Outcome.RetryLater(Reason.of("busy", "later"));
    }

    private Duration latency() {
        if (world.time().isDeep()) {
            return Duration.ZERO;
        }
        if (world.isSlow(1)) {
            return world.longerThanALease();
        }
        return world.dice().happens(0.1)
                ? world.dice().millis(500, 8_000)
                : world.dice().millis(1, 80);
    }

    private Outcome mistaken(Outcome outcome) {
        if (outcome instanceof Outcome.Pause pause && world.has(Bug.PAUSE_USES_AN_ATTEMPT)) {
            return new Outcome.RetryLater(pause.reason());
        }
        if (outcome instanceof Outcome.RetryAfter after && world.has(Bug.WAIT_OF_THE_PROVIDER_USES_AN_ATTEMPT)) {
            return new Outcome.RetryLater(after.reason());
        }
        if (outcome instanceof Outcome.Ambiguous lost && world.has(Bug.LOST_ANSWER_TAKEN_FOR_A_REFUSAL)) {
            return new Outcome.RetryLater(lost.reason());
        }
        return outcome;
    }
}

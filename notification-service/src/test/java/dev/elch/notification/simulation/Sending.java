package dev.elch.notification.simulation;

import dev.elch.contract.DeliveryState;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.ledger.Claim;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One time that the provider was asked to take a mail, as it really was. */
final class Sending {

    private final Claim claim;
    private final SimulatedInstance instance;
    private final Instant handedOverAt;
    private final int number;
    private @Nullable Outcome answer;
    private boolean isTaken;
    private @Nullable DeliveryState settledAs;

    /** @param number how many-th for this event, from 1 */
    Sending(Claim claim, SimulatedInstance instance, Instant handedOverAt, int number) {
        this.claim = claim;
        this.instance = instance;
        this.handedOverAt = handedOverAt;
        this.number = number;
    }

    void answered(Outcome outcome, boolean taken) {
        answer = outcome;
        isTaken = taken;
    }

    void settled(DeliveryState state) {
        settledAs = state;
    }

    String eventKey() {
        return claim.eventKey();
    }

    Claim claim() {
        return claim;
    }

    int number() {
        return number;
    }

    Outcome answer() {
        if (answer == null) {
            throw new IllegalStateException("event " + eventKey() + " has no answer yet");
        }
        return answer;
    }

    boolean isTaken() {
        return isTaken;
    }

    boolean isRecordedAsSent() {
        return settledAs == DeliveryState.SENT;
    }

    boolean isRecorded() {
        return settledAs != null;
    }

    /** Whether its end is unknown to everybody but its own process. */
    boolean isOpen() {
        boolean isRefused =
                answer != null && !(answer instanceof Outcome.Accepted) && !(answer instanceof Outcome.Ambiguous);
        return settledAs == null && !isRefused;
    }

    /** Whether another process may make the attempt again although it is open. */
    boolean isExcused(Instant now) {
        boolean isLeaseOver = !now.isBefore(handedOverAt.plus(World.LEASE));
        return answer instanceof Outcome.Ambiguous || !instance.isAlive() || isLeaseOver;
    }

    /** Whether its answer says that the attempt is used. */
    boolean usedAnAttempt() {
        return answer instanceof Outcome.RetryLater || answer instanceof Outcome.Ambiguous;
    }

    boolean is(Class<? extends Outcome> kind) {
        return kind.isInstance(answer);
    }

    /** Not to be tried again before; null when the provider did not say. */
    @Nullable
    Instant notBefore() {
        return answer instanceof Outcome.RetryAfter after ? after.notBefore() : null;
    }
}

package dev.elch.dlq.settlement;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.DeliveryState;
import dev.elch.contract.EventKeys;
import dev.elch.dlq.deadletter.DeadLetterId;
import dev.elch.dlq.deadletter.Transition;
import dev.elch.dlq.replay.ReplayEntry;
import dev.elch.dlq.replay.ReplayEntryState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a delivery.
 *
 * @param eventKey whose
 * @param round 0 for the first pass, plus 1 for every replay
 * @param outcome how it ended; null: in a way that this version does not know
 * @param reason as a short word; null: none
 * @param provider which accepted or refused the mail; null: none was called
 */
record Settlement(
        String eventKey,
        int round,
        @Nullable DeliveryState outcome,
        @Nullable String reason,
        @Nullable String provider) {

    /** Whether key and round can be those of a dead letter; anything else is none of our business. */
    boolean isPlausible() {
        return EventKeys.isAcceptable(eventKey) && round >= 0 && round <= DeliveryHeaders.MAX_ROUND;
    }

    /** The dead letter whose replay this settles; empty: it was the first pass. */
    Optional<String> replayed() {
        return round < 1 ? Optional.empty() : Optional.of(new DeadLetterId(eventKey, round - 1).toString());
    }

    /** The dead letter that this very round became, if it became one. */
    String own() {
        return new DeadLetterId(eventKey, round).toString();
    }

    /** How a dead letter closes whose replay came out so; empty: not yet. */
    Optional<Transition> closing() {
        if (outcome == null) {
            return Optional.empty();
        }
        return switch (outcome) {
            case SENT -> Optional.of(Transition.DELIVER);
            case DEAD -> Optional.of(Transition.FAIL_AGAIN);
            case SUPPRESSED -> Optional.of(Transition.DROP);
            default -> Optional.empty();
        };
    }

    boolean isSent() {
        return outcome == DeliveryState.SENT;
    }

    boolean isDead() {
        return outcome == DeliveryState.DEAD;
    }

    /** The entry once this is known; what is closed stays as it is. */
    ReplayEntry settle(ReplayEntry entry) {
        if (outcome == null || !entry.state().isOpen()) {
            return entry;
        }
        return switch (outcome) {
            case SENT -> entry.in(ReplayEntryState.DELIVERED);
            case DEAD -> entry.in(ReplayEntryState.FAILED_AGAIN, reason);
            case SUPPRESSED -> entry.in(ReplayEntryState.SKIPPED, reason == null ? "suppressed" : reason);
            default -> entry;
        };
    }
}

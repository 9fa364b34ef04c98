package dev.elch.contract;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where a delivery stands: the words of the ledger, and of those that are final the words of {@link NotificationSettled}. A
 * word is {@link #name()}.
 */
public enum DeliveryState {
    /** Seen, for example by the job API, and not claimed yet. */
    ENQUEUED,
    /** Claimed, and nothing is handed to a provider yet. */
    CLAIMED,
    /** The mail is about to be handed to a provider, or has been. */
    SENDING,
    /** It waits for its next attempt. */
    WAITING,
    /** The mail may have been accepted: the answer was lost. A provider's report or the next attempt settles it. */
    UNKNOWN,
    /** A provider took the mail. */
    SENT,
    /** It is a dead letter, until it is replayed. */
    DEAD,
    /** No mail goes out, and there is nothing to do about it. */
    SUPPRESSED;

    /** The state of that name; empty for a word of a newer version, which readers must accept. */
    public static Optional<DeliveryState> of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.name().equals(word))
                .findFirst();
    }

    /** Whether a lease is held on it. */
    public boolean isHeld() {
        return this == CLAIMED || this == SENDING;
    }

    /** Whether nothing more happens by itself. */
    public boolean isFinal() {
        return this == SENT || this == DEAD || this == SUPPRESSED;
    }
}

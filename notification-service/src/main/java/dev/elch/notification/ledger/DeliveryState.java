package dev.elch.notification.ledger;

/** Where an event stands. */
public enum DeliveryState {
    /** Seen, for example by the job API, and nobody has worked on it yet. */
    ENQUEUED,
    /** Somebody works on it and has not handed anything to a provider. */
    CLAIMED,
    /** Somebody is about to hand the mail to a provider, or has done so. */
    SENDING,
    /** It waits for its next attempt. */
    WAITING,
    /** The mail may have been accepted: the answer was lost. A provider's report or the next attempt settles it. */
    UNKNOWN,
    /** A provider took the mail. */
    SENT,
    /** It is a dead letter, until somebody replays it. */
    DEAD,
    /** No mail goes out, and nobody needs to act. */
    SUPPRESSED;

    /** Whether somebody holds a lease on it. */
    public boolean isHeld() {
        return this == CLAIMED || this == SENDING;
    }

    /** Whether nothing more happens by itself. */
    public boolean isFinal() {
        return this == SENT || this == DEAD || this == SUPPRESSED;
    }
}

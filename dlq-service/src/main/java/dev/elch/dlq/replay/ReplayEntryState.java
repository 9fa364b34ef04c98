package dev.elch.dlq.replay;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How far a dead letter has come in a job. */
public enum ReplayEntryState {
    /** Not sent yet. */
    PENDING,
    /** About to be sent; after a crash it may have been sent or not, which the replay topic tells. */
    SENDING,
    /** On the replay topic; its outcome is not known yet. */
    SENT,
    /** The mail was accepted. Final. */
    DELIVERED,
    /** It failed again and is a new dead letter of the next round. Final. */
    FAILED_AGAIN,
    /** On a topic outside Elch; its outcome is unknown. Final. */
    HANDED_OVER,
    /** It was not sent, or ended without a mail; the reason says why. Final. */
    SKIPPED;

    private static final Set<ReplayEntryState> OPEN = Set.copyOf(EnumSet.of(PENDING, SENDING, SENT));

    /** Whether its outcome is still to come. */
    public boolean isOpen() {
        return OPEN.contains(this);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

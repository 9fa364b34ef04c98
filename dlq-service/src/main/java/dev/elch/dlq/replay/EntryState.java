package dev.elch.dlq.replay;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How far a letter has come in a job. */
public enum EntryState {
    /** Not sent yet. */
    PENDING,
    /** About to be sent; after a crash it may have been sent or not, which the replay topic tells. */
    SENDING,
    /** On the replay topic; its outcome is not known yet. */
    SENT,
    /** The mail was accepted. Final. */
    DELIVERED,
    /** It failed again and is a new letter of the next round. Final. */
    FAILED_AGAIN,
    /** On a topic of somebody else, who says nothing of what becomes of it. Final. */
    HANDED_OVER,
    /** It was not sent, or ended without a mail; the reason says why. Final. */
    SKIPPED;

    private static final Set<EntryState> OPEN = Set.copyOf(EnumSet.of(PENDING, SENDING, SENT));

    /** Whether its outcome is still to come. */
    public boolean isOpen() {
        return OPEN.contains(this);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package dev.elch.dlq.automatic;

import java.util.Locale;

/** How far the replay of a cause has come. */
public enum Phase {
    /** Nothing is being replayed. */
    IDLE,
    /** One dead letter is. */
    CANARY,
    /** That one was delivered, and all others are being replayed. */
    REST;

    /** The word used in the API and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.elch.dlq.deadletter;

import java.util.Locale;

/** Where an edit stands. */
public enum EditState {
    /** A second person has to approve it; until then the dead letter is not replayed. */
    WAITING,
    /** This is what a replay sends. */
    APPROVED,
    /** Taken back, or replaced by a later edit: the dead letter is as it was. */
    WITHDRAWN;

    /** The word used in the API and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EditState ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

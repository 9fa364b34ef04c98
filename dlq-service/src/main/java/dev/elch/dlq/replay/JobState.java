package dev.elch.dlq.replay;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a replay job stands. */
public enum JobState {
    /** Its membership is being written down. */
    FREEZING,
    /** Dead letters are being sent. */
    RUNNING,
    /** Nothing is sent until it is resumed. */
    PAUSED,
    /** Everything is sent; outcomes are still to come. */
    WAITING,
    /** What was not sent is being reopened. */
    CANCELLING,
    /** What was not sent is open again; outcomes of what was sent may still come. Final. */
    CANCELLED,
    /** Every outcome is known. Final. */
    DONE;

    /** States in which there is something to do in the background. */
    static final Set<JobState> AT_WORK = Set.copyOf(EnumSet.of(FREEZING, RUNNING, WAITING, CANCELLING));

    public boolean isFinal() {
        return this == CANCELLED || this == DONE;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobState ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

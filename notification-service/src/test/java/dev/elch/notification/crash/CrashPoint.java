package dev.elch.notification.crash;

import dev.elch.notification.pipeline.Milestone;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Where a process is killed. The key of an event says which process holds it, and where: {@code 3.CLAIMED.0a1b2c3d}.
 */
enum CrashPoint {
    CLAIMED(Fate.TAKEN, Milestone.CLAIMED),
    QUOTA_CHARGED(Fate.TAKEN, null),
    BEFORE_HAND_OVER(Fate.TAKEN, Milestone.BEFORE_HAND_OVER),
    HANDING_OVER(Fate.TAKEN, null),
    TAKEN_BUT_NOT_ANSWERED(Fate.TAKEN, null),
    ACCEPTED_NOT_RECORDED(Fate.TAKEN, Milestone.ACCEPTED_NOT_RECORDED),
    RECORDED_NOT_ANNOUNCED(Fate.TAKEN, Milestone.RECORDED_NOT_ANNOUNCED),
    ANNOUNCED_NOT_COMMITTED(Fate.TAKEN, Milestone.ANNOUNCED_NOT_COMMITTED),
    RETRY_PUBLISHED_NOT_RECORDED(Fate.LATER, Milestone.RETRY_PUBLISHED_NOT_RECORDED),
    RETRY_RECORDED_NOT_COMMITTED(Fate.LATER, Milestone.RECORDED_NOT_ANNOUNCED),
    REFUSED_NOT_RECORDED(Fate.REFUSED, Milestone.REFUSED_NOT_RECORDED),
    FAILURE_NOTED_NOT_DEAD_LETTERED(Fate.REFUSED, Milestone.FAILURE_NOTED_NOT_DEAD_LETTERED),
    DEAD_LETTER_PUBLISHED_NOT_RECORDED(Fate.REFUSED, Milestone.DEAD_LETTER_PUBLISHED_NOT_RECORDED),
    DEAD_LETTER_RECORDED_NOT_ANNOUNCED(Fate.REFUSED, Milestone.RECORDED_NOT_ANNOUNCED),
    DEAD_LETTER_ANNOUNCED_NOT_COMMITTED(Fate.REFUSED, Milestone.ANNOUNCED_NOT_COMMITTED),
    OVER_QUOTA_NOT_RECORDED(Fate.OVER_QUOTA, null),
    SUPPRESSION_RECORDED_NOT_ANNOUNCED(Fate.OVER_QUOTA, Milestone.RECORDED_NOT_ANNOUNCED),
    JOB_STORED_NOT_PUBLISHED(Fate.TAKEN, null),
    JOB_PUBLISHED_NOT_NOTED(Fate.TAKEN, null);

    private static final String FREE = "FREE";

    private final Fate fate;
    private final @Nullable Milestone milestone;

    /** @param milestone null when it is none of the pipeline's */
    CrashPoint(Fate fate, @Nullable Milestone milestone) {
        this.fate = fate;
        this.milestone = milestone;
    }

    /** Its name for people. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Where the event with this key is held. */
    static CrashPoint of(String eventKey) {
        return valueOf(eventKey.split("\\.", 3)[1]);
    }

    Fate fate() {
        return fate;
    }

    boolean is(Milestone reached) {
        return milestone == reached;
    }

    /** Whether the mail server has the mail by then, and no one else knows. */
    boolean isTakenUnnoticed() {
        return this == TAKEN_BUT_NOT_ANSWERED || this == ACCEPTED_NOT_RECORDED;
    }

    /** Whether the ledger says by then that a mail is being handed over, and not yet what came of it. */
    boolean isWhileSending() {
        return isTakenUnnoticed()
                || this == HANDING_OVER
                || this == RETRY_PUBLISHED_NOT_RECORDED
                || this == REFUSED_NOT_RECORDED;
    }

    /** Whether the ledger knows by then that the mail is refused. */
    boolean isRefusalNoted() {
        return fate == Fate.REFUSED && this != REFUSED_NOT_RECORDED;
    }

    boolean isJob() {
        return this == JOB_STORED_NOT_PUBLISHED || this == JOB_PUBLISHED_NOT_NOTED;
    }

    /** A key of an event that process number {@code failure}, from 1, holds here. */
    String newKey(int failure) {
        return newKey(failure, name());
    }

    /** A key of an event that no process holds. */
    static String newFreeKey() {
        return newKey(0, FREE);
    }

    boolean isHere(String eventKey) {
        return eventKey.split("\\.", 3)[1].equals(name());
    }

    static int deathOf(String eventKey) {
        return Integer.parseInt(eventKey.split("\\.", 3)[0]);
    }

    /** Short enough to be part of a local part with its 64 characters. */
    private static String newKey(int failure, String place) {
        return "%d.%s.%08x"
                .formatted(failure, place, ThreadLocalRandom.current().nextInt());
    }
}

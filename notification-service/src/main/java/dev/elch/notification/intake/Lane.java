package dev.elch.notification.intake;

/** Kinds of work, the most urgent first. */
public enum Lane {
    /** Attempts that are due: their users have waited already. */
    RETRY,
    /** Sign-ins of this moment. */
    LIVE,
    /** Dead letters that an operator replays. */
    REPLAY
}

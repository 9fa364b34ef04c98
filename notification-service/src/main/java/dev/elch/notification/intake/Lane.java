package dev.elch.notification.intake;

/** Kinds of work, the most urgent first. */
public enum Lane {
    /** Attempts that are due: somebody has waited for them. */
    RETRY,
    /** Sign-ins of this moment. */
    LIVE,
    /** Dead letters that somebody sent round again. */
    REPLAY
}

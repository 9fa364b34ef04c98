package dev.elch.notification.delivery;

/** How far any earlier work on an event has come, in this round or one before. */
public enum Progress {
    /** No work on it has begun. */
    NONE,
    /** Work has begun, and ended before a mail was handed to a provider. */
    BEGUN,
    /** A mail was about to be handed to a provider, or was: all that is asked beforehand was asked and agreed. */
    HANDED_OVER
}

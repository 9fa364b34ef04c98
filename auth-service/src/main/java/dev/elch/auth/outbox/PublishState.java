package dev.elch.auth.outbox;

/** How far the publication of a sign-in had come when the user was sent on. */
public enum PublishState {

    /** The broker acknowledged the event. */
    PUBLISHED,

    /** The event is stored; the relay publishes it. */
    STORED,

    /** The time budget ended before either was certain; the work continues. */
    IN_PROGRESS
}

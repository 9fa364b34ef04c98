package dev.elch.auth.outbox;

/** How far the news of a sign-in had come when the user could go on. */
public enum Announcement {

    /** The broker acknowledged the event. */
    PUBLISHED,

    /** The event is stored; the relay publishes it. */
    STORED,

    /** The budget was over before either was certain; the work goes on. */
    UNDER_WAY
}

package dev.elch.notification.crash;

/** What becomes of a sign-in if no process is killed. */
enum Fate {
    /** The mail is taken. */
    TAKEN,
    /** The mail server wants it later the first time, and takes it then. */
    LATER,
    /** There is no such address. */
    REFUSED,
    /** The user has had all mails of this hour. */
    OVER_QUOTA
}

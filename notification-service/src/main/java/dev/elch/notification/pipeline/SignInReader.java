package dev.elch.notification.pipeline;

/** Makes a sign-in out of bytes. Safe for use by many threads at once. */
public interface SignInReader {

    /** Reads the value of a record, or the one that is kept in its place. */
    Reading read(IncomingRecord incoming);
}

package dev.elch.notification.digest;

/** Tells digests of ours from other mails, for what providers report about them. */
public interface SentDigests {

    /** Whether there is a digest with this key. Blocks while the database is asked. */
    boolean contains(String key);
}

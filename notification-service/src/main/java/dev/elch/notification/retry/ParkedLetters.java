package dev.elch.notification.retry;

import java.time.Instant;
import java.util.List;

/** Dead letters that the dead-letter topic did not take, kept in the database until it does. */
public interface ParkedLetters {

    /** Keeps a letter; parking it twice keeps it once. Returns whether it is safe. */
    boolean park(Envelope letter, Instant now);

    /** The letters that have waited longest, at most {@code limit}. */
    List<Parked> oldest(int limit);

    /** Puts a parked dead letter to the end of the queue, as if it was parked at {@code now}. */
    void defer(String id, Instant now);

    /** Forgets a letter that has been published. */
    void remove(String id);

    /** A letter and the id it is kept under. */
    record Parked(String id, Envelope letter) {}

    /** One id per event and round, or per place on its topic when the event has no key. */
    static String idOf(Envelope letter) {
        String identity = letter.headers().eventKey() == null
                ? "origin:" + letter.headers().origin()
                : "event:" + letter.headers().eventKey();
        return identity + ":" + letter.headers().round();
    }
}

package dev.elch.notification.deadletter;

import dev.elch.notification.record.Envelope;
import dev.elch.notification.record.Published;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Dead letters that the dead-letter topic did not take, kept in the database until it does. */
public interface ParkedDeadLetters {

    /**
     * Keeps a dead letter; parking it twice keeps it once.
     *
     * @param why what came of publishing it
     * @return whether it is safe
     */
    boolean park(Envelope deadLetter, Published why, Instant now);

    /** The dead letters that have waited longest, at most {@code limit}. */
    List<Parked> oldest(int limit);

    /** Puts a parked dead letter to the end of the queue, as if it was parked at {@code now} for {@code why}. */
    void defer(String id, Published why, Instant now);

    /** How many are parked, by why; a reason for which none is parked is left out. */
    Map<Published, Long> counts();

    /** Forgets a dead letter that has been published. */
    void remove(String id);

    /** A dead letter and the id it is kept under. */
    record Parked(String id, Envelope deadLetter) {}

    /** One id per event and round, or per place on its topic when the event has no key. */
    static String idOf(Envelope deadLetter) {
        String identity = deadLetter.headers().eventKey() == null
                ? "origin:" + deadLetter.headers().origin()
                : "event:" + deadLetter.headers().eventKey();
        return identity + ":" + deadLetter.headers().round();
    }
}

package dev.elch.dlq.audit;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line of the audit log.
 *
 * @param number from 1, without gaps
 * @param at to the millisecond
 * @param actor who did it
 * @param action what was about to be done, such as {@code discard}
 * @param details of what, and why
 * @param previous hash of the entry before; {@link #ORIGIN} for the first
 */
public record AuditEntry(
        long number, Instant at, String actor, String action, SortedMap<String, String> details, String previous) {

    /** What the first entry is chained to. */
    public static final String ORIGIN = "0".repeat(64);

    /** Action that took a person out of the details of earlier entries: it tells the hash of each as it is since then. */
    static final String ERASURE = "erase from entries";

    public AuditEntry {
        details = new TreeMap<>(details);
    }

    /**
     * All of the entry and the hash of the one before, to be hashed. Every part is written with its length in front, so that no two
     * different entries are the same text.
     */
    String text() {
        StringBuilder text = new StringBuilder();
        part(text, Long.toString(number));
        part(text, Long.toString(at.toEpochMilli()));
        part(text, actor);
        part(text, action);
        details.forEach((name, value) -> {
            part(text, name);
            part(text, value);
        });
        part(text, previous);
        return text.toString();
    }

    /** Whether its details are the numbers of entries, each with the hash that it has without the erased person. */
    boolean isErasure() {
        return action.equals(ERASURE);
    }

    /** The same with other details. */
    AuditEntry with(SortedMap<String, String> changed) {
        return new AuditEntry(number, at, actor, action, changed, previous);
    }

    private static void part(StringBuilder text, String part) {
        text.append(part.length()).append(':').append(part);
    }
}

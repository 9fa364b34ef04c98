package dev.elch.notification.intake;

import java.util.TreeSet;

/**
 * How far one partition may be committed when its records are completed in any order: up to, and without, the first one
 * that is not completed. Offsets come with gaps. Not thread-safe.
 */
final class CompletedPrefix {

    private final TreeSet<Long> open = new TreeSet<>();
    private long next = -1;

    /** A record was fetched; offsets come in ascending order. */
    void fetched(long offset) {
        if (offset < next) {
            throw new IllegalArgumentException("offset " + offset + " was fetched after " + (next - 1));
        }
        open.add(offset);
        next = offset + 1;
    }

    /** Everything before this offset was fetched, or is nothing to fetch: the marks and the aborted records of transactions. */
    void reached(long position) {
        next = Math.max(next, position);
    }

    /** A fetched record is completed; a second time changes nothing. */
    void completed(long offset) {
        if (offset >= next) {
            throw new IllegalArgumentException("offset " + offset + " is completed and was never fetched");
        }
        open.remove(offset);
    }

    /** The position to commit: everything before it is completed; -1 as long as nothing was fetched. */
    long position() {
        return open.isEmpty() ? next : open.first();
    }

    /** How many offsets lie between the position and the last fetched record: what a crash would read again. */
    long span() {
        return next < 0 ? 0 : next - position();
    }

    boolean isComplete() {
        return open.isEmpty();
    }
}

package dev.elch.notification.suppression;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A set of hashes that forgets which ones it holds: asked for one that was added it always says yes, asked for another it says
 * yes in fewer than 1 of 100 cases (a Bloom filter with at least 16 bits for each hash, of which four are set). Safe for use by
 * many threads at once.
 */
final class PossibleIds {

    private static final int BITS_OF_EACH = 16;
    private static final int DIGITS = 8;
    private static final long FEWEST = 1_024;
    private static final long MOST = 1L << 26;

    private final AtomicLongArray words;
    private final long mask;

    /** @param expected how many hashes will be added; more are possible, and make a wrong yes more frequent */
    PossibleIds(long expected) {
        long room = Math.max(FEWEST, Math.min(expected, MOST));
        long bits = Long.highestOneBit(room * BITS_OF_EACH - 1) << 1;
        this.words = new AtomicLongArray((int) (bits / Long.SIZE));
        this.mask = bits - 1;
    }

    /** @param id at least 32 hexadecimal digits */
    void add(String id) {
        for (int start = 0; start < 4 * DIGITS; start += DIGITS) {
            long bit = bit(id, start);
            words.accumulateAndGet((int) (bit / Long.SIZE), 1L << (bit % Long.SIZE), (word, added) -> word | added);
        }
    }

    boolean mayContain(String id) {
        for (int start = 0; start < 4 * DIGITS; start += DIGITS) {
            long bit = bit(id, start);
            if ((words.get((int) (bit / Long.SIZE)) & 1L << (bit % Long.SIZE)) == 0) {
                return false;
            }
        }
        return true;
    }

    private long bit(String id, int start) {
        return Long.parseLong(id, start, start + DIGITS, 16) & mask;
    }
}

package dev.elch.dlq.group;

import java.util.List;

/**
 * Moves that are being counted, written down before any counter is touched.
 *
 * @param number one more than that of the batch before
 * @param isDone whether every counter and every dead letter knows of it
 */
record CountingBatch(long number, boolean isDone, List<CountedMove> moves) {

    static final CountingBatch NONE = new CountingBatch(0, true, List.of());

    CountingBatch {
        moves = List.copyOf(moves);
    }

    CountingBatch next(List<CountedMove> uncounted) {
        return new CountingBatch(number + 1, false, uncounted);
    }
}

package dev.elch.dlq.replay;

/** What became of an order. */
public sealed interface Ordering {

    /** A new job. */
    record Started(ReplayJob job) implements Ordering {}

    /** There is a job for the same request already: nothing was started. */
    record Known(ReplayJob job) implements Ordering {}

    /**
     * Nothing was started: so many letters want a confirmation.
     *
     * @param confirmation what to type
     */
    record Unconfirmed(long letters, String confirmation) implements Ordering {}

    /** Nothing was started: there is nothing to replay. */
    record Nothing() implements Ordering {}

    /** Nothing was started: the {@code Idempotency-Key} belongs to another order. */
    record KeyInUse(ReplayJob job) implements Ordering {}
}

package dev.elch.dlq.replay;

/** The result of ordering a replay. */
public sealed interface OrderResult {

    /** A new job. */
    record Started(ReplayJob job) implements OrderResult {}

    /** There is a job for the same request already: nothing was started. */
    record Known(ReplayJob job) implements OrderResult {}

    /**
     * Nothing was started: so many dead letters want a confirmation.
     *
     * @param confirmation what to type
     */
    record Unconfirmed(Preview preview, String confirmation) implements OrderResult {}

    /** Nothing was started: these are not the dead letters that were looked at. */
    record Changed(Preview preview) implements OrderResult {}

    /** Nothing was started: there is nothing to replay. */
    record Nothing() implements OrderResult {}

    /** Nothing was started: the {@code Idempotency-Key} belongs to another order. */
    record KeyInUse(ReplayJob job) implements OrderResult {}
}

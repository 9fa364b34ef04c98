package dev.elch.dlq.deadletter;

/** The result of moving many dead letters. */
public sealed interface BulkMoveResult {

    /** So many were moved. */
    record Moved(long deadLetters) implements BulkMoveResult {}

    /**
     * Nothing was moved: so many want a confirmation.
     *
     * @param confirmation what to type
     */
    record Unconfirmed(long deadLetters, String confirmation) implements BulkMoveResult {}
}

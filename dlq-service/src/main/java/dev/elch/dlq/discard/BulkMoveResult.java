package dev.elch.dlq.discard;

/** The result of moving many dead letters. */
public sealed interface BulkMoveResult {

    /** So many were moved. */
    record Moved(long deadLetters) implements BulkMoveResult {}

    /**
     * Nothing was moved: so many want a confirmation.
     *
     * @param confirmation what to type
     */
    record Unconfirmed(BulkPreview preview, String confirmation) implements BulkMoveResult {}

    /** Nothing was moved: these are not the dead letters that were looked at. */
    record Changed(BulkPreview preview) implements BulkMoveResult {}
}

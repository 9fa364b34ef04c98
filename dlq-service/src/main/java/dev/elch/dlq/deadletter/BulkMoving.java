package dev.elch.dlq.deadletter;

/** What became of the wish to move many letters. */
public sealed interface BulkMoving {

    /** So many were moved. */
    record Moved(long letters) implements BulkMoving {}

    /**
     * Nothing was moved: so many want a confirmation.
     *
     * @param confirmation what to type
     */
    record Unconfirmed(long letters, String confirmation) implements BulkMoving {}
}

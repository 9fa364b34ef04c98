package dev.elch.notification.pipeline;

/** Handles records, one call each, by many threads at once. */
public interface RecordHandler {

    /**
     * Handles a record.
     *
     * @param isProbe whether this is to find out if a paused provider works again
     */
    Handled handle(IncomingRecord incoming, boolean isProbe);

    /**
     * Makes a dead letter {@code internal_error} of a record that failed too often in a way that was not foreseen.
     *
     * @param isLastResort whether that has failed as well before: then past the ledger
     */
    Handled giveUp(IncomingRecord incoming, Throwable cause, boolean isLastResort);
}

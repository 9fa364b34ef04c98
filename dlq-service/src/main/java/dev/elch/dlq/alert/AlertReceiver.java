package dev.elch.dlq.alert;

/** A channel over which alerts are sent. */
interface AlertReceiver {

    /** A short word: the tag of the meters, and the name under which an accepted alert is recorded. */
    String name();

    /** Returns once the alert was accepted, within a minute; throws when it was not. */
    void take(Alert alert) throws NotTakenException;

    /** The alert was not accepted; it may be later. */
    final class NotTakenException extends Exception {
        NotTakenException(String why) {
            super(why);
        }
    }
}

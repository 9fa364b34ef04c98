package dev.elch.dlq.alert;

/** Somebody who wants to know. */
interface Receiver {

    /** A short word: the tag of the meters, and what is remembered of an alert. */
    String name();

    /** Returns once the alert was taken, within a minute; throws when it was not. */
    void take(Alert alert) throws NotTakenException;

    /** It was not taken; it may be later. */
    final class NotTakenException extends Exception {
        NotTakenException(String why) {
            super(why);
        }
    }
}

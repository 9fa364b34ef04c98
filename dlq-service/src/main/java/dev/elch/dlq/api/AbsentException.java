package dev.elch.dlq.api;

/** What was asked for does not exist. */
final class AbsentException extends RuntimeException {

    /** @param what a sentence that names it */
    AbsentException(String what) {
        super(what);
    }
}

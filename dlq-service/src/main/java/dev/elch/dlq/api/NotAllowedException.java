package dev.elch.dlq.api;

/** This caller may not do this, though others of the same role may; nothing was changed. */
final class NotAllowedException extends RuntimeException {

    /** @param what a sentence that says why */
    NotAllowedException(String what) {
        super(what);
    }
}

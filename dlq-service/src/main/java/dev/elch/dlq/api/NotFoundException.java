package dev.elch.dlq.api;

/** The resource does not exist. */
final class NotFoundException extends RuntimeException {

    /** @param what a sentence that names it */
    NotFoundException(String what) {
        super(what);
    }
}

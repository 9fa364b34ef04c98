package dev.elch.dlq.problem;

/** The resource does not exist. */
public final class NotFoundException extends RuntimeException {

    /** @param what a sentence that names it */
    public NotFoundException(String what) {
        super(what);
    }
}

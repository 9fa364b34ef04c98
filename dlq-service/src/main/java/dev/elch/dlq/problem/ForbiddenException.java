package dev.elch.dlq.problem;

/** This caller may not do this, although the role would allow it; nothing was changed. */
public final class ForbiddenException extends RuntimeException {

    /** @param what a sentence that says why */
    public ForbiddenException(String what) {
        super(what);
    }
}

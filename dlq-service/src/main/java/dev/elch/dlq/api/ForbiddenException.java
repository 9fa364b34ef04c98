package dev.elch.dlq.api;

/** This caller may not do this, although the role would allow it; nothing was changed. */
final class ForbiddenException extends RuntimeException {

    /** @param what a sentence that says why */
    ForbiddenException(String what) {
        super(what);
    }
}

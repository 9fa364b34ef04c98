package dev.elch.dlq.api;

/** There is no letter with this id. */
final class NoSuchLetterException extends RuntimeException {

    NoSuchLetterException(String id) {
        super("There is no letter " + id + ".");
    }
}
